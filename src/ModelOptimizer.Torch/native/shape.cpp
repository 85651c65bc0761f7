#include "shim.h"

#define OVER_INTS(name) \
    EXPORT Tensor* at_##name(Tensor* t, const int64_t* items, int32_t n) { return tensor([&] { return t->name(ints(items, n)); }); }

OVER_INTS(view) OVER_INTS(reshape) OVER_INTS(permute) OVER_INTS(repeat) OVER_INTS(tile) OVER_INTS(flip)

EXPORT Tensor* at_expand(Tensor* t, const int64_t* sizes, int32_t n, bool implicit) { return tensor([&] { return t->expand(ints(sizes, n), implicit); }); }
EXPORT Tensor* at_transpose(Tensor* t, int64_t dim0, int64_t dim1) { return tensor([&] { return t->transpose(dim0, dim1); }); }
EXPORT Tensor* at_t(Tensor* t) { return tensor([&] { return t->t(); }); }
EXPORT Tensor* at_flatten(Tensor* t, int64_t start, int64_t end) { return tensor([&] { return t->flatten(start, end); }); }
EXPORT Tensor* at_unflatten(Tensor* t, int64_t dim, const int64_t* sizes, int32_t n)
{
    return tensor([&] { return t->unflatten(dim, ints(sizes, n)); });
}
EXPORT Tensor* at_squeeze(Tensor* t, bool has_dim, int64_t dim) { return tensor([&] { return has_dim ? t->squeeze(dim) : t->squeeze(); }); }
EXPORT Tensor* at_unsqueeze(Tensor* t, int64_t dim) { return tensor([&] { return t->unsqueeze(dim); }); }
EXPORT bool at_squeeze_(Tensor* t, bool has_dim, int64_t dim) { return attempt([&] { if (has_dim) t->squeeze_(dim); else t->squeeze_(); }); }
EXPORT bool at_unsqueeze_(Tensor* t, int64_t dim) { return attempt([&] { t->unsqueeze_(dim); }); }
EXPORT Tensor* at_movedim(Tensor* t, const int64_t* from, int32_t n, const int64_t* to, int32_t m)
{
    return tensor([&] { return t->movedim(ints(from, n), ints(to, m)); });
}
EXPORT Tensor* at_narrow(Tensor* t, int64_t dim, int64_t start, int64_t length) { return tensor([&] { return t->narrow(dim, start, length); }); }
EXPORT Tensor* at_select(Tensor* t, int64_t dim, int64_t index) { return tensor([&] { return t->select(dim, index); }); }
EXPORT Tensor* at_slice(Tensor* t, int64_t dim, int64_t start, int64_t end, int64_t step) { return tensor([&] { return t->slice(dim, start, end, step); }); }
EXPORT Tensor* at_unfold(Tensor* t, int64_t dim, int64_t size, int64_t step) { return tensor([&] { return t->unfold(dim, size, step); }); }
EXPORT Tensor* at_diag(Tensor* t, int64_t diagonal) { return tensor([&] { return t->diag(diagonal); }); }
EXPORT Tensor* at_tril(Tensor* t, int64_t diagonal) { return tensor([&] { return t->tril(diagonal); }); }
EXPORT Tensor* at_triu(Tensor* t, int64_t diagonal) { return tensor([&] { return t->triu(diagonal); }); }

EXPORT Tensor* at_as_strided(Tensor* t, const int64_t* sizes, int32_t n, const int64_t* strides, int32_t m, int64_t offset)
{
    return tensor([&] { return t->as_strided(ints(sizes, n), ints(strides, m), offset); });
}

EXPORT Tensor* at_roll(Tensor* t, const int64_t* shifts, int32_t n, const int64_t* dims, int32_t m)
{
    return tensor([&] { return t->roll(ints(shifts, n), ints(dims, m)); });
}

static c10::optional<int64_t> optional_int(bool has, int64_t value) { return has ? c10::optional<int64_t>(value) : c10::nullopt; }

EXPORT Tensor* at_repeat_interleave(Tensor* t, int64_t repeats, bool has_dim, int64_t dim, bool has_size, int64_t size)
{
    return tensor([&] { return t->repeat_interleave(repeats, optional_int(has_dim, dim), optional_int(has_size, size)); });
}

EXPORT Tensor* at_repeat_interleave_tensor(Tensor* t, Tensor* repeats, bool has_dim, int64_t dim, bool has_size, int64_t size)
{
    return tensor([&] { return t->repeat_interleave(*repeats, optional_int(has_dim, dim), optional_int(has_size, size)); });
}

EXPORT Tensor* at_cat(Tensor* const* items, int32_t n, int64_t dim) { return tensor([&] { return at::cat(list(items, n), dim); }); }
EXPORT Tensor* at_stack(Tensor* const* items, int32_t n, int64_t dim) { return tensor([&] { return at::stack(list(items, n), dim); }); }
EXPORT Tensor* at_hstack(Tensor* const* items, int32_t n) { return tensor([&] { return at::hstack(list(items, n)); }); }
EXPORT Tensor* at_vstack(Tensor* const* items, int32_t n) { return tensor([&] { return at::vstack(list(items, n)); }); }

EXPORT TensorList* at_meshgrid(Tensor* const* items, int32_t n, const char* indexing)
{
    return tensors([&] { return at::meshgrid(list(items, n), indexing); });
}

EXPORT TensorList* at_chunk(Tensor* t, int64_t chunks, int64_t dim) { return tensors([&] { return t->chunk(chunks, dim); }); }
EXPORT TensorList* at_split(Tensor* t, int64_t size, int64_t dim) { return tensors([&] { return t->split(size, dim); }); }
EXPORT TensorList* at_split_sizes(Tensor* t, const int64_t* sizes, int32_t n, int64_t dim)
{
    return tensors([&] { return t->split_with_sizes(ints(sizes, n), dim); });
}
EXPORT TensorList* at_unbind(Tensor* t, int64_t dim) { return tensors([&] { return t->unbind(dim); }); }
