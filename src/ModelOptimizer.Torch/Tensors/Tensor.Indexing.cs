using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Integers(indices));
            set => index_put_(value, Integers(indices));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Integers(i1));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(Integers(i1, i2));
            set => index_put_(value, Integers(i1, i2));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Integers(i1, i2, i3));
            set => index_put_(value, Integers(i1, i2, i3));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Integers(i1, i2, i3, i4));
            set => index_put_(value, Integers(i1, i2, i3, i4));
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var result = Native.at_index(this, ToNative(indices), indices.Length);
            KeepAlive(indices);
            return result;
        }

        public Tensor index(params Tensor[] indices) => index(Tensors(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var status = Native.at_set_index(this, ToNative(indices), indices.Length, value);
            KeepAlive(indices);
            return status.Then(this);
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            var status = Native.at_set_index_scalar(this, ToNative(indices), indices.Length, value);
            KeepAlive(indices);
            return status.Then(this);
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Tensors(indices));

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            var status = Native.at_index_put_(this, Native.Handles(indices), indices.Length, value, accumulate);
            Native.KeepAlive(indices);
            return status.Then(this);
        }

        private static TensorIndex[] Integers(params ReadOnlySpan<long> indices)
        {
            var result = new TensorIndex[indices.Length];
            for (var i = 0; i < result.Length; i++)
                result[i] = indices[i];
            return result;
        }

        private static TensorIndex[] Tensors(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);

        private static IndexValue[] ToNative(TensorIndex[] indices) => Array.ConvertAll(indices, index => index.ToNative());

        private static void KeepAlive(TensorIndex[] indices)
        {
            foreach (var index in indices)
                GC.KeepAlive(index.Referenced);
        }
    }
}
