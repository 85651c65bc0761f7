namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Native.at_abs(this);

        public Tensor atan() => Native.at_atan(this);

        public Tensor bitwise_not() => Native.at_bitwise_not(this);

        public Tensor ceil() => Native.at_ceil(this);

        public Tensor cos() => Native.at_cos(this);

        public Tensor erf() => Native.at_erf(this);

        public Tensor exp() => Native.at_exp(this);

        public Tensor expm1() => Native.at_expm1(this);

        public Tensor floor() => Native.at_floor(this);

        public Tensor frac() => Native.at_frac(this);

        public Tensor isfinite() => Native.at_isfinite(this);

        public Tensor isinf() => Native.at_isinf(this);

        public Tensor isnan() => Native.at_isnan(this);

        public Tensor log() => Native.at_log(this);

        public Tensor log1p() => Native.at_log1p(this);

        public Tensor log2() => Native.at_log2(this);

        public Tensor logical_not() => Native.at_logical_not(this);

        public Tensor neg() => Native.at_neg(this);

        public Tensor reciprocal() => Native.at_reciprocal(this);

        public Tensor round(long decimals = 0) => Native.at_round(this, decimals);

        public Tensor rsqrt() => Native.at_rsqrt(this);

        public Tensor sigmoid() => Native.at_sigmoid(this);

        public Tensor sign() => Native.at_sign(this);

        public Tensor sin() => Native.at_sin(this);

        public Tensor sqrt() => Native.at_sqrt(this);

        public Tensor square() => Native.at_square(this);

        public Tensor tanh() => Native.at_tanh(this);

        public Tensor trunc() => Native.at_trunc(this);
    }
}
