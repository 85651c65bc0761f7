namespace TorchSharp;

/// <summary>Inference mode of this thread, until disposed.</summary>
internal sealed class InferenceMode(bool enabled) : IDisposable
{
    private nint guard = Native.at_enter_inference_mode(enabled);

    public void Dispose()
    {
        if (guard != 0)
            Native.at_leave_inference_mode(guard);
        guard = 0;
    }
}
