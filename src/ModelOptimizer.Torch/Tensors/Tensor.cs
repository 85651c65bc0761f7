using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle to a native tensor: disposed by hand, by the scope that it was created in, or by its finalizer.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            if (register && DisposeScopeManager.ThreadSingleton.CurrentDisposeScope is { } scope)
            {
                OwningDisposeScope = scope;
                scope.Register(this);
            }
        }

        ~Tensor() => Dispose(false);

        public bool IsInvalid => handle == 0;

        /// <exception cref="InvalidOperationException">The tensor was disposed, or its handle was moved away.</exception>
        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } scope)
                scope.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        public nint DecoupleFromNativeHandle() => MoveHandle();

        /// <summary>Gives the native tensor away and leaves this tensor invalid.</summary>
        internal nint MoveHandle()
        {
            var moved = Handle;
            handle = 0;
            return moved;
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
                return;
            if (disposing)
                OwningDisposeScope?.MarkAsDisposed(this);
            Native.at_free(handle);
            handle = 0;
        }
    }
}
