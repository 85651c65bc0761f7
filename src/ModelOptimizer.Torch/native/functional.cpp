#include "shim.h"
#include <string>

// Convolution, normalization, pooling, activations, resampling: torch.nn.functional without the losses.

EXPORT Tensor* at_conv1d(Tensor* t, Tensor* weight, Tensor* bias, int64_t stride, int64_t padding, int64_t dilation, int64_t groups)
{
    return tensor([&] { return at::conv1d(*t, *weight, maybe(bias), stride, padding, dilation, groups); });
}

EXPORT Tensor* at_conv2d(Tensor* t, Tensor* weight, Tensor* bias, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    const int64_t* dilation, int32_t n_dilation, int64_t groups)
{
    return tensor([&] {
        return at::conv2d(*t, *weight, maybe(bias), ints(stride, n_stride), ints(padding, n_padding), ints(dilation, n_dilation), groups);
    });
}

EXPORT Tensor* at_conv_transpose2d(Tensor* t, Tensor* weight, Tensor* bias, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    const int64_t* output_padding, int32_t n_output_padding, const int64_t* dilation, int32_t n_dilation, int64_t groups)
{
    return tensor([&] {
        return at::conv_transpose2d(*t, *weight, maybe(bias), ints(stride, n_stride), ints(padding, n_padding), ints(output_padding, n_output_padding), groups,
            ints(dilation, n_dilation));
    });
}

EXPORT Tensor* at_conv3d(Tensor* t, Tensor* weight, Tensor* bias, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    const int64_t* dilation, int32_t n_dilation, int64_t groups)
{
    return tensor([&] {
        return at::conv3d(*t, *weight, maybe(bias), ints(stride, n_stride), ints(padding, n_padding), ints(dilation, n_dilation), groups);
    });
}

EXPORT Tensor* at_conv_transpose3d(Tensor* t, Tensor* weight, Tensor* bias, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    const int64_t* output_padding, int32_t n_output_padding, const int64_t* dilation, int32_t n_dilation, int64_t groups)
{
    return tensor([&] {
        return at::conv_transpose3d(*t, *weight, maybe(bias), ints(stride, n_stride), ints(padding, n_padding), ints(output_padding, n_output_padding), groups,
            ints(dilation, n_dilation));
    });
}

EXPORT Tensor* at_batch_norm(Tensor* t, Tensor* mean, Tensor* var, Tensor* weight, Tensor* bias, bool training, double momentum, double eps)
{
    return tensor([&] { return at::batch_norm(*t, maybe(weight), maybe(bias), maybe(mean), maybe(var), training, momentum, eps, at::globalContext().userEnabledCuDNN()); });
}

EXPORT Tensor* at_instance_norm(Tensor* t, Tensor* mean, Tensor* var, Tensor* weight, Tensor* bias, bool use_input_stats, double momentum, double eps)
{
    return tensor([&] { return at::instance_norm(*t, maybe(weight), maybe(bias), maybe(mean), maybe(var), use_input_stats, momentum, eps, at::globalContext().userEnabledCuDNN()); });
}

EXPORT Tensor* at_group_norm(Tensor* t, int64_t groups, Tensor* weight, Tensor* bias, double eps)
{
    return tensor([&] { return at::group_norm(*t, groups, maybe(weight), maybe(bias), eps); });
}

EXPORT Tensor* at_layer_norm(Tensor* t, const int64_t* shape, int32_t n, Tensor* weight, Tensor* bias, double eps)
{
    return tensor([&] { return at::layer_norm(*t, ints(shape, n), maybe(weight), maybe(bias), eps); });
}

// Krizhevsky et al. 2012, section 3.3, as PyTorch defines it: x / (k + alpha * mean of squares over `size` channels)^beta.
EXPORT Tensor* at_local_response_norm(Tensor* t, int64_t size, double alpha, double beta, double k)
{
    return tensor([&] {
        auto squares = t->mul(*t).unsqueeze(1);
        auto shape = squares.sizes().vec();
        auto flat = squares.reshape({shape[0], 1, shape[2], shape[3], -1});
        auto padded = at::constant_pad_nd(flat, {0, 0, 0, 0, size / 2, (size - 1) / 2}, 0);
        auto mean = at::avg_pool3d(padded, {size, 1, 1}, {1, 1, 1}).reshape(t->sizes());
        return *t / mean.mul(alpha).add(k).pow(beta);
    });
}

EXPORT Tensor* at_max_pool2d(Tensor* t, const int64_t* kernel, int32_t n_kernel, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    const int64_t* dilation, int32_t n_dilation, bool ceil_mode)
{
    return tensor([&] {
        return at::max_pool2d(*t, ints(kernel, n_kernel), ints(stride, n_stride), ints(padding, n_padding), ints(dilation, n_dilation), ceil_mode);
    });
}

EXPORT void at_max_pool2d_with_indices(Tensor* t, const int64_t* kernel, int32_t n_kernel, const int64_t* stride, int32_t n_stride, const int64_t* padding,
    int32_t n_padding, const int64_t* dilation, int32_t n_dilation, bool ceil_mode, Tensor** values, Tensor** indices)
{
    results([&] {
        return at::max_pool2d_with_indices(
            *t, ints(kernel, n_kernel), ints(stride, n_stride), ints(padding, n_padding), ints(dilation, n_dilation), ceil_mode);
    }, values, indices);
}

EXPORT Tensor* at_max_pool3d(Tensor* t, const int64_t* kernel, int32_t n_kernel, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    const int64_t* dilation, int32_t n_dilation, bool ceil_mode)
{
    return tensor([&] {
        return at::max_pool3d(*t, ints(kernel, n_kernel), ints(stride, n_stride), ints(padding, n_padding), ints(dilation, n_dilation), ceil_mode);
    });
}

EXPORT Tensor* at_avg_pool2d(Tensor* t, const int64_t* kernel, int32_t n_kernel, const int64_t* stride, int32_t n_stride, const int64_t* padding, int32_t n_padding,
    bool ceil_mode, bool count_include_pad, int64_t divisor)
{
    return tensor([&] {
        auto divisor_override = divisor == 0 ? c10::nullopt : c10::optional<int64_t>(divisor);
        return at::avg_pool2d(*t, ints(kernel, n_kernel), ints(stride, n_stride), ints(padding, n_padding), ceil_mode, count_include_pad, divisor_override);
    });
}

EXPORT Tensor* at_adaptive_avg_pool2d(Tensor* t, const int64_t* size, int32_t n) { return tensor([&] { return at::adaptive_avg_pool2d(*t, ints(size, n)); }); }
EXPORT Tensor* at_adaptive_max_pool2d(Tensor* t, const int64_t* size, int32_t n)
{
    return tensor([&] { return std::get<0>(at::adaptive_max_pool2d(*t, ints(size, n))); });
}

#define ACTIVATION(name) \
    EXPORT Tensor* at_##name(Tensor* t) { return tensor([&] { return at::name(*t); }); }
#define ACTIVATION_IN_PLACE(name) \
    EXPORT bool at_##name(Tensor* t) { return attempt([&] { at::name(*t); }); }

ACTIVATION(relu) ACTIVATION(relu6) ACTIVATION(silu) ACTIVATION(mish) ACTIVATION(hardswish) ACTIVATION(hardsigmoid)
ACTIVATION_IN_PLACE(relu6_) ACTIVATION_IN_PLACE(silu_) ACTIVATION_IN_PLACE(mish_) ACTIVATION_IN_PLACE(hardswish_) ACTIVATION_IN_PLACE(hardsigmoid_)

EXPORT Tensor* at_leaky_relu(Tensor* t, ScalarValue slope) { return tensor([&] { return at::leaky_relu(*t, scalar(slope)); }); }
EXPORT bool at_leaky_relu_(Tensor* t, ScalarValue slope) { return attempt([&] { at::leaky_relu_(*t, scalar(slope)); }); }
EXPORT Tensor* at_elu(Tensor* t, double alpha) { return tensor([&] { return at::elu(*t, alpha); }); }
EXPORT bool at_elu_(Tensor* t, double alpha) { return attempt([&] { at::elu_(*t, alpha); }); }
EXPORT Tensor* at_gelu(Tensor* t, bool approximate) { return tensor([&] { return at::gelu(*t, approximate ? "tanh" : "none"); }); }
EXPORT Tensor* at_prelu(Tensor* t, Tensor* weight) { return tensor([&] { return at::prelu(*t, *weight); }); }
EXPORT Tensor* at_softplus(Tensor* t, double beta, double threshold) { return tensor([&] { return at::softplus(*t, beta, threshold); }); }
EXPORT Tensor* at_softmax(Tensor* t, int64_t dim, int8_t dtype) { return tensor([&] { return at::softmax(*t, dim, maybe_dtype(dtype)); }); }
EXPORT Tensor* at_log_softmax(Tensor* t, int64_t dim, int8_t dtype) { return tensor([&] { return at::log_softmax(*t, dim, maybe_dtype(dtype)); }); }

EXPORT Tensor* at_dropout(Tensor* t, double p, bool training) { return tensor([&] { return at::dropout(*t, p, training); }); }
EXPORT bool at_dropout_(Tensor* t, double p, bool training) { return attempt([&] { at::dropout_(*t, p, training); }); }
EXPORT Tensor* at_dropout2d(Tensor* t, double p, bool training) { return tensor([&] { return at::feature_dropout(*t, p, training); }); }
EXPORT bool at_dropout2d_(Tensor* t, double p, bool training) { return attempt([&] { at::feature_dropout_(*t, p, training); }); }

EXPORT Tensor* at_pad(Tensor* t, const int64_t* pad, int32_t n, const char* mode, double value)
{
    return tensor([&] {
        auto is_constant = std::string(mode) == "constant";
        return at::pad(*t, ints(pad, n), mode, is_constant ? c10::optional<double>(value) : c10::nullopt);
    });
}

EXPORT Tensor* at_normalize(Tensor* t, double p, int64_t dim, double eps)
{
    return tensor([&] { return *t / t->norm(p, {dim}, true).clamp_min(eps).expand_as(*t); });
}

EXPORT Tensor* at_one_hot(Tensor* t, int64_t classes) { return tensor([&] { return at::one_hot(*t, classes); }); }
EXPORT Tensor* at_pixel_shuffle(Tensor* t, int64_t factor) { return tensor([&] { return at::pixel_shuffle(*t, factor); }); }
EXPORT Tensor* at_cosine_similarity(Tensor* a, Tensor* b, int64_t dim, double eps) { return tensor([&] { return at::cosine_similarity(*a, *b, dim, eps); }); }

enum class Mode : int32_t { Nearest, Linear, Bilinear, Bicubic, Trilinear, Area, NearestExact };

// `scale` is non-empty where the sampling grid follows the given scale factors rather than the ratio of the sizes.
EXPORT Tensor* at_interpolate(Tensor* t, const int64_t* size, int32_t n, const double* scale, int32_t n_scale, Mode mode, bool align_corners, bool antialias)
{
    return tensor([&] {
        auto scale_at = [&](int32_t i) { return i < n_scale ? c10::optional<double>(scale[i]) : c10::nullopt; };
        auto output = ints(size, n);
        auto rank = t->dim();
        if (mode == Mode::Area) {
            if (rank == 3) return at::adaptive_avg_pool1d(*t, output);
            return rank == 4 ? at::adaptive_avg_pool2d(*t, output) : at::adaptive_avg_pool3d(*t, output);
        }
        if (mode == Mode::Nearest) {
            if (rank == 3) return at::upsample_nearest1d(*t, output, scale_at(0));
            if (rank == 4) return at::upsample_nearest2d(*t, output, scale_at(0), scale_at(1));
            if (rank == 5) return at::upsample_nearest3d(*t, output, scale_at(0), scale_at(1), scale_at(2));
        }
        if (mode == Mode::NearestExact) {
            if (rank == 3) return at::_upsample_nearest_exact1d(*t, output, scale_at(0));
            if (rank == 4) return at::_upsample_nearest_exact2d(*t, output, scale_at(0), scale_at(1));
            if (rank == 5) return at::_upsample_nearest_exact3d(*t, output, scale_at(0), scale_at(1), scale_at(2));
        }
        if (mode == Mode::Linear && rank == 3) return at::upsample_linear1d(*t, output, align_corners, scale_at(0));
        if (mode == Mode::Trilinear && rank == 5) return at::upsample_trilinear3d(*t, output, align_corners, scale_at(0), scale_at(1), scale_at(2));
        if (mode == Mode::Bilinear && rank == 4) {
            return antialias ? at::_upsample_bilinear2d_aa(*t, output, align_corners, scale_at(0), scale_at(1))
                             : at::upsample_bilinear2d(*t, output, align_corners, scale_at(0), scale_at(1));
        }
        if (mode == Mode::Bicubic && rank == 4) {
            return antialias ? at::_upsample_bicubic2d_aa(*t, output, align_corners, scale_at(0), scale_at(1))
                             : at::upsample_bicubic2d(*t, output, align_corners, scale_at(0), scale_at(1));
        }
        TORCH_CHECK(false, "interpolate: mode ", static_cast<int>(mode), " does not apply to an input with ", rank, " dimensions");
    });
}

EXPORT Tensor* at_grid_sample(Tensor* t, Tensor* grid, int64_t mode, int64_t padding, bool align_corners)
{
    return tensor([&] { return at::grid_sampler(*t, *grid, mode, padding, align_corners); });
}

EXPORT Tensor* at_im2col(Tensor* t, const int64_t* kernel, const int64_t* dilation, const int64_t* padding, const int64_t* stride)
{
    return tensor([&] { return at::im2col(*t, ints(kernel, 2), ints(dilation, 2), ints(padding, 2), ints(stride, 2)); });
}
