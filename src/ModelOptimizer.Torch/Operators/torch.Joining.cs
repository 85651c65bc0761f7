namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((ReadOnlySpan<Tensor>)tensors, dim);

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Of one tensor, an alias that shares its memory.</summary>
    /// <exception cref="ArgumentException">There is no tensor.</exception>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        if (tensors.IsEmpty)
            throw new ArgumentException("cat takes at least one tensor", nameof(tensors));
        if (tensors.Length == 1)
            return tensors[0].alias();
        var result = Native.at_cat(Native.Handles(tensors), tensors.Length, dim);
        Native.KeepAlive(tensors);
        return result;
    }

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        Tensor[] all = [.. tensors];
        var result = Native.at_stack(Native.Handles(all), all.Length, dim);
        Native.KeepAlive(all);
        return result;
    }

    public static Tensor hstack(params Tensor[] tensors)
    {
        var result = Native.at_hstack(Native.Handles(tensors), tensors.Length);
        Native.KeepAlive(tensors);
        return result;
    }

    public static Tensor vstack(Tensor[] tensors)
    {
        var result = Native.at_vstack(Native.Handles(tensors), tensors.Length);
        Native.KeepAlive(tensors);
        return result;
    }

    public static unsafe Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        Tensor[] all = [.. tensors];
        var list = Native.at_meshgrid(Native.Handles(all), all.Length, indexing);
        Native.KeepAlive(all);
        return Native.Take(list)!;
    }

    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        var result = Native.at_einsum(equation, Native.Handles(tensors), tensors.Length);
        Native.KeepAlive(tensors);
        return result;
    }
}
