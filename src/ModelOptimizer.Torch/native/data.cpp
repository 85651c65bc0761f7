#include "shim.h"
#include <ATen/Parallel.h>

EXPORT void at_free(Tensor* t) { delete t; }
EXPORT Tensor* at_alias(Tensor* t) { return tensor([&] { return *t; }); }
EXPORT int64_t at_dim(Tensor* t) { return t->dim(); }
EXPORT int64_t at_numel(Tensor* t) { return t->numel(); }
EXPORT int64_t at_element_size(Tensor* t) { return static_cast<int64_t>(t->element_size()); }
EXPORT int8_t at_dtype(Tensor* t) { return static_cast<int8_t>(t->scalar_type()); }
EXPORT bool at_is_contiguous(Tensor* t) { return t->is_contiguous(); }
EXPORT int64_t at_storage_offset(Tensor* t) { return t->storage_offset(); }
EXPORT void* at_data(Tensor* t) { return t->data_ptr(); }

EXPORT void at_shape(Tensor* t, int64_t* out) { std::copy(t->sizes().begin(), t->sizes().end(), out); }
EXPORT void at_strides(Tensor* t, int64_t* out) { std::copy(t->strides().begin(), t->strides().end(), out); }

EXPORT bool at_size(Tensor* t, int64_t dim, int64_t* out) { return attempt([&] { *out = t->size(dim); }); }
EXPORT bool at_stride(Tensor* t, int64_t dim, int64_t* out) { return attempt([&] { *out = t->stride(dim); }); }

EXPORT Tensor* at_to(Tensor* t, int8_t dtype, bool copy) { return tensor([&] { return t->to(static_cast<at::ScalarType>(dtype), false, copy); }); }
EXPORT Tensor* at_contiguous(Tensor* t) { return tensor([&] { return t->contiguous(); }); }
EXPORT Tensor* at_clone(Tensor* t) { return tensor([&] { return t->clone(); }); }
EXPORT bool at_copy_(Tensor* t, Tensor* source, bool non_blocking) { return attempt([&] { t->copy_(*source, non_blocking); }); }
EXPORT bool at_set_(Tensor* t, Tensor* source) { return attempt([&] { t->set_(*source); }); }

EXPORT bool at_item(Tensor* t, ScalarValue* out)
{
    return attempt([&] {
        auto value = t->item();
        if (value.isBoolean()) *out = {ScalarKind::Boolean, value.toBool() ? 1 : 0, 0};
        else if (value.isIntegral(false)) *out = {ScalarKind::Integer, value.toLong(), 0};
        else *out = {ScalarKind::Real, 0, value.toDouble()};
    });
}

EXPORT void at_set_num_threads(int32_t n) { attempt([&] { at::set_num_threads(n); }); }
EXPORT int32_t at_get_num_threads() { return at::get_num_threads(); }
EXPORT bool at_set_num_interop_threads(int32_t n) { return attempt([&] { at::set_num_interop_threads(n); }); }
EXPORT int32_t at_get_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }
EXPORT void at_set_default_dtype(int8_t dtype) { at::set_default_dtype(at::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype))); }
EXPORT int8_t at_get_default_dtype() { return static_cast<int8_t>(at::get_default_dtype_as_scalartype()); }
