#include "shim.h"

EXPORT Tensor* at_sum(Tensor* t, const int64_t* dims, int32_t n, bool keepdim, int8_t dtype)
{
    return tensor([&] { return n < 0 ? at::sum(*t, maybe_dtype(dtype)) : at::sum(*t, ints(dims, n), keepdim, maybe_dtype(dtype)); });
}

EXPORT Tensor* at_mean(Tensor* t, const int64_t* dims, int32_t n, bool keepdim, int8_t dtype)
{
    return tensor([&] { return n < 0 ? at::mean(*t, maybe_dtype(dtype)) : at::mean(*t, ints(dims, n), keepdim, maybe_dtype(dtype)); });
}

EXPORT Tensor* at_std(Tensor* t, const int64_t* dims, int32_t n, bool unbiased, bool keepdim)
{
    return tensor([&] { return at::std(*t, maybe_ints(dims, n), unbiased, keepdim); });
}

EXPORT Tensor* at_var(Tensor* t, const int64_t* dims, int32_t n, bool unbiased, bool keepdim)
{
    return tensor([&] { return at::var(*t, maybe_ints(dims, n), unbiased, keepdim); });
}

EXPORT Tensor* at_prod(Tensor* t, int8_t dtype) { return tensor([&] { return at::prod(*t, maybe_dtype(dtype)); }); }
EXPORT Tensor* at_prod_dim(Tensor* t, int64_t dim, bool keepdim, int8_t dtype) { return tensor([&] { return at::prod(*t, dim, keepdim, maybe_dtype(dtype)); }); }
EXPORT Tensor* at_norm(Tensor* t, double p) { return tensor([&] { return at::norm(*t, p); }); }
EXPORT Tensor* at_norm_dim(Tensor* t, int64_t dim, bool keepdim, double p) { return tensor([&] { return at::norm(*t, p, {dim}, keepdim); }); }
EXPORT Tensor* at_logsumexp(Tensor* t, int64_t dim, bool keepdim) { return tensor([&] { return at::logsumexp(*t, {dim}, keepdim); }); }
EXPORT Tensor* at_cumsum(Tensor* t, int64_t dim, int8_t dtype) { return tensor([&] { return at::cumsum(*t, dim, maybe_dtype(dtype)); }); }
EXPORT Tensor* at_cumprod(Tensor* t, int64_t dim, int8_t dtype) { return tensor([&] { return at::cumprod(*t, dim, maybe_dtype(dtype)); }); }

EXPORT Tensor* at_max(Tensor* t) { return tensor([&] { return at::max(*t); }); }
EXPORT Tensor* at_min(Tensor* t) { return tensor([&] { return at::min(*t); }); }
EXPORT Tensor* at_median(Tensor* t) { return tensor([&] { return at::median(*t); }); }
EXPORT Tensor* at_amax(Tensor* t, const int64_t* dims, int32_t n, bool keepdim, Tensor* out)
{
    return tensor([&] { return out ? at::amax_out(*out, *t, ints(dims, n), keepdim) : at::amax(*t, ints(dims, n), keepdim); });
}

EXPORT Tensor* at_amin(Tensor* t, const int64_t* dims, int32_t n, bool keepdim, Tensor* out)
{
    return tensor([&] { return out ? at::amin_out(*out, *t, ints(dims, n), keepdim) : at::amin(*t, ints(dims, n), keepdim); });
}

EXPORT void at_max_dim(Tensor* t, int64_t dim, bool keepdim, Tensor** values, Tensor** indices) { results([&] { return at::max(*t, dim, keepdim); }, values, indices); }
EXPORT void at_min_dim(Tensor* t, int64_t dim, bool keepdim, Tensor** values, Tensor** indices) { results([&] { return at::min(*t, dim, keepdim); }, values, indices); }

static c10::optional<int64_t> maybe_dim(bool has_dim, int64_t dim) { return has_dim ? c10::optional<int64_t>(dim) : c10::nullopt; }

EXPORT Tensor* at_argmax(Tensor* t, bool has_dim, int64_t dim, bool keepdim) { return tensor([&] { return at::argmax(*t, maybe_dim(has_dim, dim), keepdim); }); }
EXPORT Tensor* at_argmin(Tensor* t, bool has_dim, int64_t dim, bool keepdim) { return tensor([&] { return at::argmin(*t, maybe_dim(has_dim, dim), keepdim); }); }
EXPORT Tensor* at_any(Tensor* t) { return tensor([&] { return at::any(*t); }); }
EXPORT Tensor* at_all(Tensor* t) { return tensor([&] { return at::all(*t); }); }
EXPORT Tensor* at_any_dim(Tensor* t, int64_t dim, bool keepdim) { return tensor([&] { return at::any(*t, dim, keepdim); }); }
EXPORT Tensor* at_all_dim(Tensor* t, int64_t dim, bool keepdim) { return tensor([&] { return at::all(*t, dim, keepdim); }); }

EXPORT void at_topk(Tensor* t, int64_t k, int64_t dim, bool largest, bool sorted, Tensor** values, Tensor** indices)
{
    results([&] { return at::topk(*t, k, dim, largest, sorted); }, values, indices);
}

EXPORT void at_sort(Tensor* t, int64_t dim, bool descending, bool stable, Tensor** values, Tensor** indices)
{
    results([&] { return at::sort(*t, stable, dim, descending); }, values, indices);
}

EXPORT Tensor* at_argsort(Tensor* t, int64_t dim, bool descending) { return tensor([&] { return at::argsort(*t, dim, descending); }); }

EXPORT void at_kthvalue(Tensor* t, int64_t k, int64_t dim, bool keepdim, Tensor** values, Tensor** indices)
{
    results([&] { return at::kthvalue(*t, k, dim, keepdim); }, values, indices);
}

EXPORT Tensor* at_quantile(Tensor* t, Tensor* q, int64_t dim, bool keepdim) { return tensor([&] { return at::quantile(*t, *q, dim, keepdim); }); }
EXPORT Tensor* at_bincount(Tensor* t, Tensor* weights, int64_t minlength) { return tensor([&] { return at::bincount(*t, maybe(weights), minlength); }); }

EXPORT Tensor* at_count_nonzero(Tensor* t, const int64_t* dims, int32_t n)
{
    return tensor([&] { return n < 0 ? at::count_nonzero(*t) : at::count_nonzero(*t, ints(dims, n)); });
}

EXPORT void at_unique(Tensor* t, bool sorted, bool inverse, bool counts, Tensor** output, Tensor** inverse_indices, Tensor** count)
{
    results([&] { return at::_unique2(*t, sorted, inverse, counts); }, output, inverse_indices, count);
}

EXPORT void at_unique_dim(Tensor* t, int64_t dim, bool sorted, bool inverse, bool counts, Tensor** output, Tensor** inverse_indices, Tensor** count)
{
    results([&] { return at::unique_dim(*t, dim, sorted, inverse, counts); }, output, inverse_indices, count);
}
