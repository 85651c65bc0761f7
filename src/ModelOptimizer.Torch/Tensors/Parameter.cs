namespace TorchSharp.Modules;

/// <summary>A tensor to be trained. It takes the native tensor over from its data, which is invalid afterwards.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : this(data, data.requires_grad_(requires_grad).MoveHandle()) { }

    private Parameter(torch.Tensor data, nint handle)
        : base(handle, register: false)
        => DisposeScope.Replace(data, this);
}
