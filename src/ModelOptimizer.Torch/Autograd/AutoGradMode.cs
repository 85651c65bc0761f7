namespace TorchSharp;

/// <summary>Whether this thread records operators for the backward pass, until disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool before = torch.is_grad_enabled();

    public AutoGradMode(bool enabled) => Native.at_set_grad_enabled(enabled);

    public void Dispose() => Native.at_set_grad_enabled(before);
}
