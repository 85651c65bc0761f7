namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                return new(Native.at_data(this), checked((int)(NumberOfElements * ElementSize)));
            }

            set
            {
                var own = bytes;
                if (own.Length != value.Length)
                    throw new ArgumentException("Tensor data and new data must have the same length.");
                value.CopyTo(own);
            }
        }

        /// <exception cref="ArgumentException">T is not this tensor's element type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireElement<T>();
            return new(this);
        }

        /// <exception cref="ArgumentException">The tensor has not exactly one element, or T is not its element type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            RequireElement<T>();
            var value = *(T*)Native.at_data(this);
            GC.KeepAlive(this);
            return value;
        }

        public Scalar ToScalar()
        {
            Native.at_item(this, out var value).Check();
            return new(value);
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            stream.Write(bytes);
            GC.KeepAlive(this);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            stream.ReadExactly(bytes);
            GC.KeepAlive(this);
        }

        private void RequireElement<T>()
        {
            if (typeof(T) != ElementType(dtype))
                throw new ArgumentException($"{dtype} is not compatible with {typeof(T).Name}");
        }

        private static Type? ElementType(ScalarType dtype) => dtype switch
        {
            ScalarType.Byte => typeof(byte),
            ScalarType.Int8 => typeof(sbyte),
            ScalarType.Int16 => typeof(short),
            ScalarType.Int32 => typeof(int),
            ScalarType.Int64 => typeof(long),
            ScalarType.Float16 => typeof(Half),
            ScalarType.Float32 => typeof(float),
            ScalarType.Float64 => typeof(double),
            ScalarType.Bool => typeof(bool),
            _ => null,
        };
    }
}
