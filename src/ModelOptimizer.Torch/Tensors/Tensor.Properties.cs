namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Native.at_dim(this);

        public long ndim => Dimensions;

        public long NumberOfElements => Native.at_numel(this);

        public long ElementSize => Native.at_element_size(this);

        public ScalarType dtype => (ScalarType)Native.at_dtype(this);

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public int device_index => -1;

        public bool is_cuda => false;

        public long[] shape
        {
            get
            {
                var result = new long[Dimensions];
                Native.at_shape(this, result);
                return result;
            }
        }

        public bool is_cpu() => true;

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim)
        {
            Native.at_size(this, dim, out var result).Check();
            return result;
        }

        public long[] stride()
        {
            var result = new long[Dimensions];
            Native.at_strides(this, result);
            return result;
        }

        public long stride(int dim)
        {
            Native.at_stride(this, dim, out var result).Check();
            return result;
        }

        public long storage_offset() => Native.at_storage_offset(this);

        public bool is_contiguous() => Native.at_is_contiguous(this);

        public override string ToString() => IsInvalid ? "" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
