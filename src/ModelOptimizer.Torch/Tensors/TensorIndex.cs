namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of a tensor: an integer, a slice, an ellipsis, a new axis, a boolean or a tensor.</summary>
    public struct TensorIndex
    {
        private IndexKind kind;
        private long? start;
        private long? stop;
        private long? step;
        private Tensor? tensor;

        public static readonly TensorIndex Ellipsis = new() { kind = IndexKind.Ellipsis };
        public static readonly TensorIndex None = new() { kind = IndexKind.None };
        public static readonly TensorIndex Null = None;
        public static readonly TensorIndex Colon = Slice();

        internal readonly Tensor? Referenced => tensor;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
            => new() { kind = IndexKind.Slice, start = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(Position(range.Start), range.End.IsFromEnd && range.End.Value == 0 ? null : Position(range.End));

        public static TensorIndex Bool(bool value) => new() { kind = IndexKind.Boolean, start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { kind = IndexKind.Integer, start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { kind = IndexKind.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        internal readonly IndexValue ToNative() => new()
        {
            Kind = kind,
            Start = start ?? long.MinValue,
            Stop = stop ?? long.MinValue,
            Step = step ?? long.MinValue,
            Tensor = tensor?.Handle ?? 0,
        };

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
