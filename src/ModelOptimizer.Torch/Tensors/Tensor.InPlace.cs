namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs_() => Native.at_abs_(this).Then(this);

        public Tensor exp_() => Native.at_exp_(this).Then(this);

        public Tensor log_() => Native.at_log_(this).Then(this);

        public Tensor neg_() => Native.at_neg_(this).Then(this);

        public Tensor relu_() => Native.at_relu_(this).Then(this);

        public Tensor sigmoid_() => Native.at_sigmoid_(this).Then(this);

        public Tensor sign_() => Native.at_sign_(this).Then(this);

        public Tensor sqrt_() => Native.at_sqrt_(this).Then(this);

        public Tensor tanh_() => Native.at_tanh_(this).Then(this);

        public Tensor zero_() => Native.at_zero_(this).Then(this);

        public Tensor fill_(Scalar value) => Native.at_fill_(this, value).Then(this);

        public Tensor add_(Tensor target) => add_(target, 1);

        public Tensor add_(Tensor target, Scalar alpha) => Native.at_add_(this, target, alpha).Then(this);

        public Tensor add_(Scalar scalar) => add_(scalar, 1);

        public Tensor add_(Scalar scalar, Scalar alpha) => Native.at_add_scalar_(this, scalar, alpha).Then(this);

        public Tensor sub_(Tensor target) => Native.at_sub_(this, target).Then(this);

        public Tensor sub_(Scalar target) => Native.at_sub_scalar_(this, target).Then(this);

        public Tensor mul_(Tensor target) => Native.at_mul_(this, target).Then(this);

        public Tensor mul_(Scalar target) => Native.at_mul_scalar_(this, target).Then(this);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Native.at_div_(this, target, (int)rounding_mode).Then(this);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Native.at_div_scalar_(this, target, (int)rounding_mode).Then(this);

        public Tensor pow_(Tensor exponent) => Native.at_pow_(this, exponent).Then(this);

        public Tensor pow_(Scalar exponent) => Native.at_pow_scalar_(this, exponent).Then(this);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Native.at_clamp_(this, min, max).Then(this);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Native.at_clamp_tensor_(this, min, max).Then(this);

        public Tensor clamp_min_(Scalar min) => clamp_(min, null);

        public Tensor clamp_max_(Scalar max) => clamp_(null, max);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Native.at_addcmul_(this, tensor1, tensor2, value).Then(this);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Native.at_addcdiv_(this, tensor1, tensor2, value).Then(this);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor lerp_(Tensor end, Tensor weight) => Native.at_lerp_(this, end, weight).Then(this);
    }
}
