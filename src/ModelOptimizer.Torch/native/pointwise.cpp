#include "shim.h"

#define UNARY(name) \
    EXPORT Tensor* at_##name(Tensor* t) { return tensor([&] { return at::name(*t); }); }

#define IN_PLACE(name) \
    EXPORT bool at_##name(Tensor* t) { return attempt([&] { t->name(); }); }

// An operator with a tensor or a scalar on its right.
#define BINARY(name) \
    EXPORT Tensor* at_##name(Tensor* t, Tensor* other) { return tensor([&] { return at::name(*t, *other); }); }

#define BINARY_SCALAR(name) \
    BINARY(name) \
    EXPORT Tensor* at_##name##_scalar(Tensor* t, ScalarValue other) { return tensor([&] { return at::name(*t, scalar(other)); }); }

#define BINARY_IN_PLACE(name) \
    EXPORT bool at_##name##_(Tensor* t, Tensor* other) { return attempt([&] { t->name##_(*other); }); } \
    EXPORT bool at_##name##_scalar_(Tensor* t, ScalarValue other) { return attempt([&] { t->name##_(scalar(other)); }); }

UNARY(abs) UNARY(atan) UNARY(bitwise_not) UNARY(ceil) UNARY(cos) UNARY(erf) UNARY(exp) UNARY(expm1) UNARY(floor) UNARY(frac)
UNARY(isfinite) UNARY(isinf) UNARY(isnan) UNARY(log) UNARY(log1p) UNARY(log2) UNARY(logical_not) UNARY(neg) UNARY(reciprocal)
UNARY(rsqrt) UNARY(sigmoid) UNARY(sign) UNARY(sin) UNARY(sqrt) UNARY(square) UNARY(tanh) UNARY(trunc)

IN_PLACE(abs_) IN_PLACE(exp_) IN_PLACE(log_) IN_PLACE(neg_) IN_PLACE(relu_) IN_PLACE(sigmoid_) IN_PLACE(sign_) IN_PLACE(sqrt_) IN_PLACE(tanh_)
IN_PLACE(zero_)

BINARY(atan2) BINARY(bitwise_and) BINARY(bitwise_or) BINARY(bitwise_xor) BINARY(logical_and) BINARY(logical_or) BINARY(maximum) BINARY(minimum)
BINARY_SCALAR(eq) BINARY_SCALAR(fmod) BINARY_SCALAR(ge) BINARY_SCALAR(gt) BINARY_SCALAR(le) BINARY_SCALAR(lt) BINARY_SCALAR(mul)
BINARY_SCALAR(ne) BINARY_SCALAR(pow) BINARY_SCALAR(remainder)
BINARY_IN_PLACE(mul) BINARY_IN_PLACE(pow)

EXPORT Tensor* at_add(Tensor* t, Tensor* other, ScalarValue alpha) { return tensor([&] { return at::add(*t, *other, scalar(alpha)); }); }
EXPORT Tensor* at_add_scalar(Tensor* t, ScalarValue other, ScalarValue alpha) { return tensor([&] { return at::add(*t, scalar(other), scalar(alpha)); }); }
EXPORT Tensor* at_sub(Tensor* t, Tensor* other) { return tensor([&] { return at::sub(*t, *other); }); }
EXPORT Tensor* at_sub_scalar(Tensor* t, ScalarValue other) { return tensor([&] { return at::sub(*t, scalar(other)); }); }
EXPORT Tensor* at_rsub_scalar(Tensor* t, ScalarValue other) { return tensor([&] { return at::rsub(*t, scalar(other)); }); }
EXPORT Tensor* at_rdiv_scalar(Tensor* t, ScalarValue other) { return tensor([&] { return at::reciprocal(*t).mul(scalar(other)); }); }

EXPORT bool at_add_(Tensor* t, Tensor* other, ScalarValue alpha) { return attempt([&] { t->add_(*other, scalar(alpha)); }); }
EXPORT bool at_add_scalar_(Tensor* t, ScalarValue other, ScalarValue alpha) { return attempt([&] { t->add_(scalar(other), scalar(alpha)); }); }
EXPORT bool at_sub_(Tensor* t, Tensor* other) { return attempt([&] { t->sub_(*other); }); }
EXPORT bool at_sub_scalar_(Tensor* t, ScalarValue other) { return attempt([&] { t->sub_(scalar(other)); }); }

static c10::optional<c10::string_view> rounding(int32_t mode)
{
    if (mode == 1) return c10::string_view("trunc");
    if (mode == 2) return c10::string_view("floor");
    return c10::nullopt;
}

EXPORT Tensor* at_div(Tensor* t, Tensor* other, int32_t mode) { return tensor([&] { return at::div(*t, *other, rounding(mode)); }); }
EXPORT Tensor* at_div_scalar(Tensor* t, ScalarValue other, int32_t mode) { return tensor([&] { return at::div(*t, scalar(other), rounding(mode)); }); }
EXPORT bool at_div_(Tensor* t, Tensor* other, int32_t mode) { return attempt([&] { t->div_(*other, rounding(mode)); }); }
EXPORT bool at_div_scalar_(Tensor* t, ScalarValue other, int32_t mode) { return attempt([&] { t->div_(scalar(other), rounding(mode)); }); }

EXPORT Tensor* at_clamp(Tensor* t, ScalarValue min, ScalarValue max) { return tensor([&] { return at::clamp(*t, maybe(min), maybe(max)); }); }
EXPORT Tensor* at_clamp_tensor(Tensor* t, Tensor* min, Tensor* max) { return tensor([&] { return at::clamp(*t, maybe(min), maybe(max)); }); }
EXPORT bool at_clamp_(Tensor* t, ScalarValue min, ScalarValue max) { return attempt([&] { t->clamp_(maybe(min), maybe(max)); }); }
EXPORT bool at_clamp_tensor_(Tensor* t, Tensor* min, Tensor* max) { return attempt([&] { t->clamp_(maybe(min), maybe(max)); }); }

EXPORT Tensor* at_addcmul(Tensor* t, Tensor* a, Tensor* b, ScalarValue value) { return tensor([&] { return at::addcmul(*t, *a, *b, scalar(value)); }); }
EXPORT Tensor* at_addcdiv(Tensor* t, Tensor* a, Tensor* b, ScalarValue value) { return tensor([&] { return at::addcdiv(*t, *a, *b, scalar(value)); }); }
EXPORT bool at_addcmul_(Tensor* t, Tensor* a, Tensor* b, ScalarValue value) { return attempt([&] { t->addcmul_(*a, *b, scalar(value)); }); }
EXPORT bool at_addcdiv_(Tensor* t, Tensor* a, Tensor* b, ScalarValue value) { return attempt([&] { t->addcdiv_(*a, *b, scalar(value)); }); }
EXPORT Tensor* at_lerp(Tensor* t, Tensor* end, Tensor* weight) { return tensor([&] { return at::lerp(*t, *end, *weight); }); }
EXPORT bool at_lerp_(Tensor* t, Tensor* end, Tensor* weight) { return attempt([&] { t->lerp_(*end, *weight); }); }
EXPORT bool at_fill_(Tensor* t, ScalarValue value) { return attempt([&] { t->fill_(scalar(value)); }); }
EXPORT Tensor* at_round(Tensor* t, int64_t decimals) { return tensor([&] { return at::round(*t, decimals); }); }

EXPORT Tensor* at_nan_to_num(Tensor* t, double nan, bool has_posinf, double posinf, bool has_neginf, double neginf)
{
    return tensor([&] {
        return at::nan_to_num(*t, nan, has_posinf ? c10::optional<double>(posinf) : c10::nullopt, has_neginf ? c10::optional<double>(neginf) : c10::nullopt);
    });
}

EXPORT bool at_allclose(Tensor* t, Tensor* other, double rtol, double atol, bool equal_nan, bool* out)
{
    return attempt([&] { *out = at::allclose(*t, *other, rtol, atol, equal_nan); });
}
