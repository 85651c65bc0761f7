using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

/// <summary>Passes a tensor's handle and keeps the tensor alive for the call; turns a returned handle into a tensor, or a null handle into the native error.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Out))]
internal static class TensorMarshaller
{
    public ref struct In
    {
        private torch.Tensor? tensor;

        public void FromManaged(torch.Tensor? managed) => tensor = managed;

        public readonly nint ToUnmanaged() => tensor?.Handle ?? 0;

        public readonly void OnInvoked() => GC.KeepAlive(tensor);

        public readonly void Free() { }
    }

    public static class Out
    {
        public static torch.Tensor ConvertToManaged(nint handle) => handle == 0 ? throw Native.Error() : new torch.Tensor(handle);
    }
}

/// <summary>Passes a generator's handle; a null generator is libtorch's default one.</summary>
[CustomMarshaller(typeof(torch.Generator), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class GeneratorMarshaller
{
    public ref struct In
    {
        private torch.Generator? generator;

        public void FromManaged(torch.Generator? managed) => generator = managed;

        public readonly nint ToUnmanaged() => generator?.Handle ?? 0;

        public readonly void OnInvoked() => GC.KeepAlive(generator);

        public readonly void Free() { }
    }
}

/// <summary>Passes a scalar by value; null is "not given".</summary>
[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static ScalarValue ConvertToUnmanaged(Scalar? managed) => managed?.Value ?? new ScalarValue { Kind = ScalarKind.None };
}
