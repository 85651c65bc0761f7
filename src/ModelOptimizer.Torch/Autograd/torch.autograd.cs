namespace TorchSharp;

public static partial class torch
{
    public static class autograd
    {
        /// <returns>One gradient per input; with allow_unused, an invalid one for an input that the outputs do not depend on.</returns>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            Tensor[] of = [.. outputs], by = [.. inputs], grads = [.. grad_outputs ?? []];
            unsafe
            {
                var list = Native.at_autograd_grad(
                    Native.Handles(of), of.Length, Native.Handles(by), by.Length, Native.Handles(grads), grads.Length, retain_graph, create_graph, allow_unused);
                KeepAlive(of, by, grads);
                return [.. Native.Take(list).Select(gradient => gradient ?? new Tensor(0, register: false))];
            }
        }

        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            Tensor[] roots = [.. tensors], grads = [.. grad_tensors ?? []], leaves = [.. inputs ?? []];
            var status = Native.at_backward(
                Native.Handles(roots), roots.Length, Native.Handles(grads), grads.Length, retain_graph ?? create_graph, create_graph, Native.Handles(leaves), leaves.Length);
            KeepAlive(roots, grads, leaves);
            status.Check();
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static void KeepAlive(params ReadOnlySpan<Tensor[]> lists)
        {
            foreach (var list in lists)
                Native.KeepAlive(list);
        }
    }
}
