namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Native.at_requires_grad(this);
            set => Native.at_set_requires_grad(this, value).Check();
        }

        public bool is_leaf => Native.at_is_leaf(this);

        /// <summary>A fresh alias of the gradient, or null. Setting null frees the gradient, so that the next backward pass writes instead of adding.</summary>
        public Tensor? grad
        {
            get
            {
                var found = Native.at_grad(this);
                return found == 0 ? null : new(found);
            }

            set => Native.at_set_grad(this, value).Check();
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Native.at_retain_grad(this).Check();

        public Tensor detach() => Native.at_detach(this);

        public Tensor detach_() => Native.at_detach_(this).Then(this);

        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
            => autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }
}
