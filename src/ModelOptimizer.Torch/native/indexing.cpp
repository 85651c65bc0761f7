#include "shim.h"
#include <ATen/TensorIndexing.h>

enum class IndexKind : int32_t { None, Ellipsis, Integer, Boolean, Slice, Tensor };

// Mirrors TorchSharp.Native.IndexValue; a missing bound of a slice is INT64_MIN.
struct IndexValue {
    IndexKind kind;
    int64_t start, stop, step;
    Tensor* tensor;
};

static c10::optional<int64_t> bound(int64_t value) { return value == INT64_MIN ? c10::nullopt : c10::optional<int64_t>(value); }

static std::vector<at::indexing::TensorIndex> indices(const IndexValue* items, int32_t n)
{
    using namespace at::indexing;
    std::vector<TensorIndex> result;
    result.reserve(n);
    for (int32_t i = 0; i < n; i++) {
        auto& item = items[i];
        switch (item.kind) {
            case IndexKind::None: result.emplace_back(at::indexing::None); break;
            case IndexKind::Ellipsis: result.emplace_back(at::indexing::Ellipsis); break;
            case IndexKind::Integer: result.emplace_back(item.start); break;
            case IndexKind::Boolean: result.emplace_back(item.start != 0); break;
            case IndexKind::Slice: result.emplace_back(at::indexing::Slice(bound(item.start), bound(item.stop), bound(item.step))); break;
            case IndexKind::Tensor: result.emplace_back(*item.tensor); break;
        }
    }
    return result;
}

static c10::List<c10::optional<Tensor>> optional_list(Tensor* const* items, int32_t n)
{
    c10::List<c10::optional<Tensor>> result;
    for (int32_t i = 0; i < n; i++) result.push_back(maybe(items[i]));
    return result;
}

EXPORT Tensor* at_index(Tensor* t, const IndexValue* items, int32_t n) { return tensor([&] { return t->index(indices(items, n)); }); }

EXPORT bool at_set_index(Tensor* t, const IndexValue* items, int32_t n, Tensor* value)
{
    return attempt([&] { t->index_put_(indices(items, n), *value); });
}

EXPORT bool at_set_index_scalar(Tensor* t, const IndexValue* items, int32_t n, ScalarValue value)
{
    return attempt([&] { t->index_put_(indices(items, n), scalar(value)); });
}

EXPORT bool at_index_put_(Tensor* t, Tensor* const* items, int32_t n, Tensor* value, bool accumulate)
{
    return attempt([&] { t->index_put_(optional_list(items, n), *value, accumulate); });
}

EXPORT Tensor* at_index_select(Tensor* t, int64_t dim, Tensor* index) { return tensor([&] { return t->index_select(dim, *index); }); }
EXPORT Tensor* at_gather(Tensor* t, int64_t dim, Tensor* index) { return tensor([&] { return t->gather(dim, *index); }); }
EXPORT Tensor* at_take(Tensor* t, Tensor* index) { return tensor([&] { return t->take(*index); }); }
EXPORT Tensor* at_scatter(Tensor* t, int64_t dim, Tensor* index, Tensor* source) { return tensor([&] { return t->scatter(dim, *index, *source); }); }
EXPORT Tensor* at_scatter_add(Tensor* t, int64_t dim, Tensor* index, Tensor* source) { return tensor([&] { return t->scatter_add(dim, *index, *source); }); }
EXPORT bool at_scatter_(Tensor* t, int64_t dim, Tensor* index, Tensor* source) { return attempt([&] { t->scatter_(dim, *index, *source); }); }
EXPORT bool at_scatter_add_(Tensor* t, int64_t dim, Tensor* index, Tensor* source) { return attempt([&] { t->scatter_add_(dim, *index, *source); }); }
EXPORT bool at_index_copy_(Tensor* t, int64_t dim, Tensor* index, Tensor* source) { return attempt([&] { t->index_copy_(dim, *index, *source); }); }
EXPORT bool at_index_add_(Tensor* t, int64_t dim, Tensor* index, Tensor* source, ScalarValue alpha)
{
    return attempt([&] { t->index_add_(dim, *index, *source, scalar(alpha)); });
}

EXPORT Tensor* at_masked_fill(Tensor* t, Tensor* mask, ScalarValue value) { return tensor([&] { return t->masked_fill(*mask, scalar(value)); }); }
EXPORT bool at_masked_fill_(Tensor* t, Tensor* mask, ScalarValue value) { return attempt([&] { t->masked_fill_(*mask, scalar(value)); }); }
EXPORT Tensor* at_masked_select(Tensor* t, Tensor* mask) { return tensor([&] { return t->masked_select(*mask); }); }
EXPORT Tensor* at_where(Tensor* condition, Tensor* x, Tensor* y) { return tensor([&] { return at::where(*condition, *x, *y); }); }
EXPORT Tensor* at_nonzero(Tensor* t) { return tensor([&] { return t->nonzero(); }); }
EXPORT TensorList* at_nonzero_numpy(Tensor* t) { return tensors([&] { return t->nonzero_numpy(); }); }

EXPORT Tensor* at_searchsorted(Tensor* sorted, Tensor* values, bool int32, bool right, Tensor* sorter)
{
    return tensor([&] { return at::searchsorted(*sorted, *values, int32, right, c10::nullopt, maybe(sorter)); });
}
