namespace TorchSharp;

/// <summary>What every creating function takes besides the shape; mirrors Factory in shim.h.</summary>
internal readonly struct Factory
{
    private readonly sbyte dtype;
    private readonly Flag requiresGrad;

    public Factory(torch.ScalarType? dtype, torch.Device? device, bool requires_grad, string[]? names = null)
    {
        torch.InitializeDevice(device);
        if (names is not null)
            throw new NotSupportedException("Named tensors are not part of the System binding of TorchSharp.");
        this.dtype = dtype.Code();
        requiresGrad = requires_grad;
    }
}
