using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        public static partial class utils
        {
            /// <returns>The norm of all gradients together, before clipping.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                Tensor[] all = [.. tensors];
                var status = Native.at_clip_grad_norm_(Native.Handles(all), all.Length, max_norm, norm_type, out var norm);
                Native.KeepAlive(all);
                status.Check();
                return norm;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                Tensor[] all = [.. tensors];
                var status = Native.at_clip_grad_value_(Native.Handles(all), all.Length, clip_value);
                Native.KeepAlive(all);
                status.Check();
            }
        }
    }
}
