namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor[] chunk(long chunks, long dim = 0) => Native.Take(Native.at_chunk(this, chunks, dim))!;

        public Tensor[] split(long size, int dim = 0) => Native.Take(Native.at_split(this, size, dim))!;

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Native.Take(Native.at_split_sizes(this, sizes, sizes.Length, dim))!;

        public Tensor[] split(long[] sizes, long dim = 0) => split(sizes.AsSpan(), dim);

        public Tensor[] split(params long[] sizes) => split(sizes.AsSpan());

        public Tensor[] unbind(long dimension = 0) => Native.Take(Native.at_unbind(this, dimension))!;
    }
}
