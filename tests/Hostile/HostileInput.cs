namespace ModelOptimizer.Tests.Hostile;

/// <summary>One kind of input that strangers write: how it is damaged, how it is read, and what reading it may do.</summary>
internal abstract class HostileInput : IDisposable
{
    /// <summary>The name by which the command asks for it.</summary>
    public abstract string Kind { get; }

    /// <summary>Bytes that may be allocated however small the input is.</summary>
    public abstract long Constant { get; }

    /// <summary>Bytes that may be allocated per byte of the input.</summary>
    public abstract long Multiple { get; }

    /// <summary>A damaged input. The same state of <paramref name="random"/> gives the same bytes.</summary>
    public abstract byte[] Make(Random random);

    /// <summary>Reads an input and goes on with what was read.</summary>
    /// <exception cref="HostileException">A property does not hold.</exception>
    public abstract void Read(byte[] bytes);

    /// <summary>Whether the room documents that its reader throws this.</summary>
    public abstract bool IsRefusal(Exception error);

    /// <summary>Removes the files that reading needed.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
