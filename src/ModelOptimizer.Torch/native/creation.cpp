#include "shim.h"
#include <cstring>

static at::TensorOptions options(Factory f) { return at::TensorOptions().dtype(maybe_dtype(f.dtype)); }

template <class F>
static Tensor* create(Factory f, F compute)
{
    return tensor([&] { return compute(options(f)).set_requires_grad(f.requires_grad); });
}

EXPORT Tensor* at_zeros(const int64_t* size, int32_t rank, Factory f) { return create(f, [&](auto o) { return at::zeros(ints(size, rank), o); }); }
EXPORT Tensor* at_ones(const int64_t* size, int32_t rank, Factory f) { return create(f, [&](auto o) { return at::ones(ints(size, rank), o); }); }
EXPORT Tensor* at_empty(const int64_t* size, int32_t rank, Factory f) { return create(f, [&](auto o) { return at::empty(ints(size, rank), o); }); }

EXPORT Tensor* at_full(const int64_t* size, int32_t rank, ScalarValue value, Factory f)
{
    return create(f, [&](auto o) { return at::full(ints(size, rank), scalar(value), o); });
}

EXPORT Tensor* at_zeros_like(Tensor* t, Factory f) { return create(f, [&](auto o) { return at::zeros_like(*t, o); }); }
EXPORT Tensor* at_ones_like(Tensor* t, Factory f) { return create(f, [&](auto o) { return at::ones_like(*t, o); }); }
EXPORT Tensor* at_empty_like(Tensor* t, Factory f) { return create(f, [&](auto o) { return at::empty_like(*t, o); }); }
EXPORT Tensor* at_full_like(Tensor* t, ScalarValue value, Factory f) { return create(f, [&](auto o) { return at::full_like(*t, scalar(value), o); }); }
EXPORT Tensor* at_rand_like(Tensor* t, Factory f) { return create(f, [&](auto o) { return at::rand_like(*t, o); }); }
EXPORT Tensor* at_randn_like(Tensor* t, Factory f) { return create(f, [&](auto o) { return at::randn_like(*t, o); }); }

EXPORT Tensor* at_eye(int64_t rows, int64_t columns, Factory f) { return create(f, [&](auto o) { return at::eye(rows, columns, o); }); }

EXPORT Tensor* at_linspace(double start, double end, int64_t steps, Factory f)
{
    return create(f, [&](auto o) { return at::linspace(start, end, steps, o); });
}

EXPORT Tensor* at_arange(ScalarValue start, ScalarValue stop, ScalarValue step, Factory f)
{
    return create(f, [&](auto o) { return at::arange(scalar(start), scalar(stop), scalar(step), o); });
}

// Copies the data, so that the caller's memory is free again when this returns.
EXPORT Tensor* at_tensor(const void* data, const int64_t* size, int32_t rank, int8_t dtype)
{
    return tensor([&] {
        auto t = at::empty(ints(size, rank), static_cast<at::ScalarType>(dtype));
        if (t.nbytes() > 0) std::memcpy(t.data_ptr(), data, t.nbytes());
        return t;
    });
}

// Wraps memory that stays the caller's until `release(context)` is called.
EXPORT Tensor* at_from_blob(void* data, const int64_t* size, int32_t rank, int8_t dtype, void (*release)(void*), void* context)
{
    return tensor([&] {
        return at::from_blob(data, ints(size, rank), [=](void*) { release(context); }, static_cast<at::ScalarType>(dtype));
    });
}
