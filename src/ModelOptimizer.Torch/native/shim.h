// The C ABI between TorchSharp's managed classes and libtorch. A handle is an at::Tensor on the heap, owned by its managed Tensor.
// No exception crosses the boundary: a failed call returns nullptr or false and leaves its message in at_last_error.
#pragma once
#include <ATen/ATen.h>
#include <cstdint>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

using at::Tensor;

enum class ScalarKind : int32_t { None = -1, Integer = 0, Real = 1, Boolean = 2 };

// Mirrors TorchSharp.Native.ScalarValue.
struct ScalarValue {
    ScalarKind kind;
    int64_t integer;
    double real;
};

// Mirrors TorchSharp.Native.Factory: what every creating function takes besides the shape.
struct Factory {
    int8_t dtype; // -1: libtorch's choice
    bool requires_grad;
};

// A list of results, released by at_free_list after its handles were taken.
struct TensorList {
    int64_t count;
    Tensor** items;
};

void remember_error() noexcept;

template <class F>
Tensor* tensor(F compute) noexcept
{
    try { return new Tensor(compute()); }
    catch (...) { remember_error(); return nullptr; }
}

template <class F>
bool attempt(F act) noexcept
{
    try { act(); return true; }
    catch (...) { remember_error(); return false; }
}

TensorList* to_list(const std::vector<Tensor>& tensors);

template <class F>
TensorList* tensors(F compute) noexcept
{
    try { return to_list(compute()); }
    catch (...) { remember_error(); return nullptr; }
}

// Several results of one operator: all of them or none.
template <class Results, size_t... I>
void store(Results& results, Tensor** const (&out)[sizeof...(I)], std::index_sequence<I...>)
{
    ((*out[I] = new Tensor(std::get<I>(results))), ...);
}

template <class F, class... Out>
void results(F compute, Out... out) noexcept
{
    attempt([&] {
        auto values = compute();
        Tensor** const slots[] = {out...};
        store(values, slots, std::index_sequence_for<Out...>());
    });
}

inline c10::optional<Tensor> maybe(const Tensor* t) { return t ? c10::optional<Tensor>(*t) : c10::nullopt; }

inline at::Scalar scalar(const ScalarValue& s)
{
    switch (s.kind) {
        case ScalarKind::Integer: return at::Scalar(s.integer);
        case ScalarKind::Boolean: return at::Scalar(s.integer != 0);
        case ScalarKind::Real: return at::Scalar(s.real);
        default: TORCH_CHECK(false, "a scalar is missing");
    }
}

inline c10::optional<at::Scalar> maybe(const ScalarValue& s)
{
    return s.kind == ScalarKind::None ? c10::nullopt : c10::optional<at::Scalar>(scalar(s));
}

inline c10::optional<at::ScalarType> maybe_dtype(int8_t dtype)
{
    return dtype < 0 ? c10::nullopt : c10::optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::IntArrayRef ints(const int64_t* items, int32_t count) { return {items, static_cast<size_t>(count)}; }

inline at::OptionalIntArrayRef maybe_ints(const int64_t* items, int32_t count)
{
    return count < 0 ? at::OptionalIntArrayRef() : at::OptionalIntArrayRef(ints(items, count));
}

inline std::vector<Tensor> list(Tensor* const* items, int32_t count)
{
    std::vector<Tensor> result;
    result.reserve(count);
    for (int32_t i = 0; i < count; i++) result.push_back(items[i] ? *items[i] : Tensor());
    return result;
}
