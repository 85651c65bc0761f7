namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => add(target, 1);

        public Tensor add(Tensor target, Scalar alpha) => Native.at_add(this, target, alpha);

        public Tensor add(Scalar scalar) => add(scalar, 1);

        public Tensor add(Scalar scalar, Scalar alpha) => Native.at_add_scalar(this, scalar, alpha);

        public Tensor sub(Tensor target) => Native.at_sub(this, target);

        public Tensor sub(Scalar target) => Native.at_sub_scalar(this, target);

        public Tensor mul(Tensor target) => Native.at_mul(this, target);

        public Tensor mul(Scalar target) => Native.at_mul_scalar(this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Native.at_div(this, target, (int)rounding_mode);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Native.at_div_scalar(this, target, (int)rounding_mode);

        public Tensor pow(Tensor exponent) => Native.at_pow(this, exponent);

        public Tensor pow(Scalar exponent) => Native.at_pow_scalar(this, exponent);

        public Tensor fmod(Tensor target) => Native.at_fmod(this, target);

        public Tensor fmod(Scalar scalar) => Native.at_fmod_scalar(this, scalar);

        public Tensor remainder(Tensor target) => Native.at_remainder(this, target);

        public Tensor remainder(Scalar scalar) => Native.at_remainder_scalar(this, scalar);

        public Tensor atan2(Tensor other) => Native.at_atan2(this, other);

        public Tensor maximum(Tensor other) => Native.at_maximum(this, other);

        public Tensor minimum(Tensor other) => Native.at_minimum(this, other);

        public Tensor max(Tensor other) => Native.at_maximum(this, other);

        public Tensor min(Tensor other) => Native.at_minimum(this, other);

        public Tensor logical_and(Tensor other) => Native.at_logical_and(this, other);

        public Tensor logical_or(Tensor other) => Native.at_logical_or(this, other);

        public Tensor bitwise_and(Tensor other) => Native.at_bitwise_and(this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Native.at_clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Native.at_clamp_tensor(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_min(Scalar min) => clamp(min, null);

        public Tensor clamp_max(Scalar max) => clamp(null, max);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Native.at_addcmul(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Native.at_addcdiv(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor lerp(Tensor end, Tensor weight) => Native.at_lerp(this, end, weight);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null)
            => Native.at_nan_to_num(this, nan, posinf.HasValue, posinf ?? 0, neginf.HasValue, neginf ?? 0);
    }
}
