using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Torch.Tests;

/// <summary>The differentiable operators that the binding binds, each with the shapes of its inputs, whose values lie between 0.3 and 1.7.</summary>
internal static class DifferentiableOperators
{
    public static readonly Dictionary<string, (Func<Tensor[], Tensor> Apply, long[][] Shapes)> Table = new()
    {
        // operators and arithmetic
        ["a + b, broadcast"] = Of(x => x[0] + x[1], [2, 3], [3]),
        ["a + 2"] = Of(x => x[0] + 2, [3]),
        ["2.5 + a"] = Of(x => 2.5 + x[0], [3]),
        ["a - b"] = Of(x => x[0] - x[1], [2, 3], [2, 1]),
        ["a - 2"] = Of(x => x[0] - 2, [3]),
        ["2 - a"] = Of(x => 2 - x[0], [3]),
        ["a * b"] = Of(x => x[0] * x[1], [2, 3], [3]),
        ["3 * a"] = Of(x => 3f * x[0], [3]),
        ["a / b"] = Of(x => x[0] / x[1], [2, 3], [3]),
        ["a / 2"] = Of(x => x[0] / 2, [3]),
        ["2 / a"] = Of(x => 2.0 / x[0], [3]),
        ["-a"] = Of(x => -x[0], [3]),
        ["a % 0.5"] = Of(x => x[0] % 0.5, [3]),
        ["add alpha"] = Of(x => x[0].add(x[1], 0.5), [3], [3]),
        ["add scalar alpha"] = Of(x => x[0].add(2, 0.5), [3]),
        ["pow scalar"] = Of(x => x[0].pow(2.5), [4]),
        ["pow tensor"] = Of(x => x[0].pow(x[1]), [4], [4]),
        ["fmod"] = Of(x => x[0].fmod(0.4), [4]),
        ["remainder"] = Of(x => x[0].remainder(0.4), [4]),
        ["atan2"] = Of(x => x[0].atan2(x[1]), [4], [4]),
        ["maximum"] = Of(x => x[0].maximum(x[1]), [6], [6]),
        ["minimum"] = Of(x => x[0].minimum(x[1]), [6], [6]),
        ["clamp"] = Of(x => x[0].clamp(0.6, 1.2), [8]),
        ["clamp tensor"] = Of(x => x[0].clamp(full(8, 0.6, float64), full(8, 1.2, float64)), [8]),
        ["clamp_min"] = Of(x => x[0].clamp_min(0.9), [8]),
        ["clamp_max"] = Of(x => x[0].clamp_max(0.9), [8]),
        ["addcmul"] = Of(x => x[0].addcmul(x[1], x[2], 0.7), [3], [3], [3]),
        ["addcdiv"] = Of(x => x[0].addcdiv(x[1], x[2], 0.7), [3], [3], [3]),
        ["lerp"] = Of(x => x[0].lerp(x[1], x[2]), [3], [3], [3]),
        ["nan_to_num"] = Of(x => x[0].nan_to_num(), [3]),

        // functions of one variable
        ["abs"] = Of(x => (x[0] - 1).abs(), [6]),
        ["atan"] = Of(x => x[0].atan(), [4]),
        ["cos"] = Of(x => x[0].cos(), [4]),
        ["erf"] = Of(x => x[0].erf(), [4]),
        ["exp"] = Of(x => x[0].exp(), [4]),
        ["expm1"] = Of(x => x[0].expm1(), [4]),
        ["frac"] = Of(x => x[0].frac(), [4]),
        ["log"] = Of(x => x[0].log(), [4]),
        ["log1p"] = Of(x => x[0].log1p(), [4]),
        ["log2"] = Of(x => x[0].log2(), [4]),
        ["reciprocal"] = Of(x => x[0].reciprocal(), [4]),
        ["rsqrt"] = Of(x => x[0].rsqrt(), [4]),
        ["sigmoid"] = Of(x => x[0].sigmoid(), [4]),
        ["sin"] = Of(x => x[0].sin(), [4]),
        ["sqrt"] = Of(x => x[0].sqrt(), [4]),
        ["square"] = Of(x => x[0].square(), [4]),
        ["tanh"] = Of(x => x[0].tanh(), [4]),
        ["floor, ceil, round, trunc, sign are flat"] = Of(x => x[0] + x[0].floor() + x[0].ceil() + x[0].round() + x[0].trunc() + x[0].sign(), [4]),

        // in place, on a copy
        ["in-place arithmetic"] = Of(x => x[0].clone().add_(x[1]).add_(x[1], 0.5).add_(1).sub_(x[1]).sub_(2).mul_(x[1]).mul_(3).div_(x[1]).div_(2).neg_(), [3], [3]),
        ["in-place functions"] = Of(x => (x[0] * 1).exp_() * (x[0] * 1).log_() * (x[0] * 1).sqrt_() * (x[0] * 1).abs_() * (x[0] * 1).sigmoid_() * (x[0] * 1).tanh_() * (x[0] * 1).relu_() * (x[0] * 1).pow_(2), [3]),
        ["addcmul_, addcdiv_, lerp_"] = Of(x => x[0].clone().addcmul_(x[1], x[2], 0.3).addcdiv_(x[1], x[2], 0.3).lerp_(x[1], x[2]), [3], [3], [3]),
        ["clamp_"] = Of(x => x[0].clone().clamp_(0.6, 1.2).clamp_min_(0.7).clamp_max_(1.1), [8]),
        // not zero_: TorchSharp's cannot be differentiated
        ["copy_"] = Of(x => x[0].clone().copy_(x[1]) + (x[0] * 2), [3], [3]),
        ["fill_"] = Of(x => x[0].clone().fill_(1) * x[0], [3]),
        ["index_put_"] = Of(x => x[0].clone().index_put_(x[1], TensorIndex.Slice(0, 2), TensorIndex.Single(1)), [3, 3], [2]),
        ["masked_fill_"] = Of(x => x[0].clone().masked_fill_(x[0].gt(1), 0), [6]),
        ["scatter_, scatter_add_"] = Of(x => x[0].clone().scatter_(0, Index(2, 0), x[1]).scatter_add_(0, Index(1, 1), x[1]), [4], [2]),
        ["index_add_, index_copy_"] = Of(x => x[0].clone().index_add_(0, Index(1, 1), x[1], 0.5).index_copy_(0, Index(3, 0), x[1]), [4, 2], [2, 2]),

        // reductions
        ["sum"] = Of(x => x[0].sum(), [2, 3]),
        ["sum dims"] = Of(x => x[0].sum([0, 2]), [2, 3, 2]),
        ["mean"] = Of(x => x[0].mean(), [2, 3]),
        ["mean dims"] = Of(x => x[0].mean([1], keepdim: true), [2, 3]),
        ["std"] = Of(x => x[0].std(1), [2, 4]),
        ["var"] = Of(x => x[0].var([0, 1], unbiased: false), [2, 4]),
        ["prod"] = Of(x => x[0].prod(), [4]),
        ["prod dim"] = Of(x => x[0].prod(1), [2, 3]),
        ["norm"] = Of(x => x[0].norm(), [4]),
        ["norm p dim"] = Of(x => x[0].norm(1, p: 3), [2, 3]),
        ["logsumexp"] = Of(x => x[0].logsumexp(1), [2, 3]),
        ["cumsum"] = Of(x => x[0].cumsum(0), [4]),
        ["cumprod"] = Of(x => x[0].cumprod(0), [4]),
        ["max"] = Of(x => x[0].max(), [5]),
        ["min"] = Of(x => x[0].min(), [5]),
        ["max dim"] = Of(x => x[0].max(1).values, [2, 4]),
        ["min dim"] = Of(x => x[0].min(0).values, [2, 4]),
        ["amax"] = Of(x => x[0].amax(0, 1), [2, 4]),
        ["amin"] = Of(x => x[0].amin([1], keepdim: true), [2, 4]),
        ["topk"] = Of(x => x[0].topk(2).values, [2, 4]),
        ["sort"] = Of(x => x[0].sort().Values, [2, 4]),
        ["kthvalue"] = Of(x => x[0].kthvalue(2, 1).values, [2, 4]),
        ["median"] = Of(x => x[0].median(), [5]),
        ["quantile"] = Of(x => x[0].quantile(tensor(0.3), 0), [5]),
        ["cosine_similarity"] = Of(x => functional.cosine_similarity(x[0], x[1]), [2, 4], [2, 4]),
        ["normalize"] = Of(x => functional.normalize(x[0]), [2, 4]),
        ["cdist"] = Of(x => cdist(x[0], x[1]), [2, 3], [4, 3]),

        // shapes
        ["view, reshape, flatten, unflatten"] = Of(x => x[0].view(3, 4).reshape(2, -1).flatten().unflatten(0, 3, 4).square(), [2, 6]),
        ["permute, transpose, t, swapaxes, movedim"] = Of(x => movedim(x[0].permute(2, 0, 1).transpose(0, 2).swapaxes(1, 2)[0].t(), 0, 1).square(), [2, 3, 4]),
        ["squeeze, unsqueeze"] = Of(x => x[0].unsqueeze(0).squeeze(0).unsqueeze(1).squeeze().square(), [4]),
        ["expand, expand_as, broadcast_to"] = Of(x => x[0].expand(3, 4).expand_as(x[1]).broadcast_to(3, 4) * x[1], [1, 4], [3, 4]),
        ["repeat, tile, repeat_interleave"] = Of(x => x[0].repeat(2).tile([2]).repeat_interleave(2).square(), [3]),
        ["flip, roll"] = Of(x => x[0].flip(0).roll(1, 0).square(), [4]),
        ["narrow, select, slice, chunk, split, unbind"] = Of(x => x[0].narrow(0, 0, 2).select(1, 1) * x[0].slice(0, 0, 4, 2).chunk(2, 1)[0].split(1)[1].unbind()[0], [4, 4]),
        ["indexers"] = Of(x => x[0][1] + x[0][2, 0] + x[0][TensorIndex.Colon, 1][0] + x[0][Index(0, 2)].sum(0L), [3, 2]),
        ["index_select, gather, take"] = Of(x => x[0].index_select(0, Index(2, 0)).gather(1, Index(0, 1).view(2, 1)) * x[0].take(Index(3, 4)).view(2, 1), [3, 2]),
        ["scatter, scatter_add"] = Of(x => x[0].scatter(0, Index(2, 0), x[1]) * x[0].scatter_add(0, Index(1, 1), x[1]), [4], [2]),
        ["masked_select, masked_fill"] = Of(x => x[0].masked_fill(x[0].gt(1), 0).sum() + x[0].masked_select(x[0].lt(1)).square().sum(), [8]),
        ["where"] = Of(x => where(x[0].gt(1), x[0] * 2, x[1]) + x[0].where(x[0].gt(1), x[1]), [6], [6]),
        ["cat, stack, hstack, vstack"] = Of(x => cat([x[0], stack([x[1], x[1]]), vstack([x[1], x[1]]), hstack(x[0], x[0])[.., ..2]]).square(), [2, 2], [2]),
        ["diag, tril, triu"] = Of(x => x[0].diag().sum() + x[0].tril().square().sum() + x[0].triu(1).exp().sum(), [3, 3]),
        ["unfold, as_strided"] = Of(x => x[0].unfold(0, 3, 1).square().sum() + x[0].as_strided([2, 2], [1, 2]).exp().sum(), [5]),
        ["meshgrid"] = Of(x => meshgrid([x[0], x[1]]) is var g ? g[0] * g[1] : x[0], [2], [3]),
        ["pad"] = Of(x => functional.pad(x[0], (1, 2)).square(), [2, 3]),
        ["pad reflect, replicate, circular"] = Of(
            x => functional.pad(x[0], (1, 1), PaddingModes.Reflect) * functional.pad(x[0], (1, 1), PaddingModes.Replicate) * functional.pad(x[0], (1, 1), PaddingModes.Circular),
            [1, 2, 3]),
        ["clone, contiguous, alias"] = Of(x => x[0].t().contiguous().clone().alias().square(), [2, 3]),
        ["to"] = Of(x => x[0].to(float64, copy: true).type_as(x[0]).cpu().@double().square(), [3]),

        // products
        ["matmul"] = Of(x => x[0].matmul(x[1]), [2, 3, 4], [4, 2]),
        ["mm"] = Of(x => x[0].mm(x[1]), [2, 3], [3, 2]),
        ["bmm"] = Of(x => x[0].bmm(x[1]), [2, 2, 3], [2, 3, 2]),
        ["mv, dot"] = Of(x => x[0].mv(x[1]).dot(x[1][..2]), [2, 3], [3]),
        ["addmm"] = Of(x => x[0].addmm(x[1], x[2], 0.5f, 2f), [2, 2], [2, 3], [3, 2]),
        ["outer"] = Of(x => outer(x[0], x[1]), [2], [3]),
        ["einsum"] = Of(x => einsum("bij,bjk->bik", x[0], x[1]), [2, 2, 3], [2, 3, 2]),
        ["linear"] = Of(x => functional.linear(x[0], x[1], x[2]), [2, 3], [4, 3], [4]),

        // convolution, pooling, resampling
        ["conv1d"] = Of(x => functional.conv1d(x[0], x[1], x[2], stride: 2, padding: 1), [1, 2, 5], [3, 2, 3], [3]),
        ["conv2d"] = Of(x => functional.conv2d(x[0], x[1], x[2], [2, 1], [1, 0], [1, 2]), [1, 2, 5, 5], [3, 2, 3, 2], [3]),
        ["conv2d depthwise"] = Of(x => functional.conv2d(x[0], x[1], groups: 3), [1, 3, 4, 4], [3, 1, 3, 3]),
        ["conv_transpose2d"] = Of(x => functional.conv_transpose2d(x[0], x[1], x[2], [2, 2], [1, 1], [1, 1]), [1, 2, 3, 3], [2, 3, 3, 3], [3]),
        ["unfold 2d"] = Of(x => functional.unfold(x[0], 2).square(), [1, 2, 3, 3]),
        ["max_pool2d"] = Of(x => functional.max_pool2d(x[0], 2, 1, 1), [1, 2, 4, 4]),
        ["avg_pool2d"] = Of(x => functional.avg_pool2d(x[0], (3, 2), (1, 2), (1, 1), count_include_pad: false).square(), [1, 2, 4, 4]),
        ["adaptive_avg_pool2d"] = Of(x => functional.adaptive_avg_pool2d(x[0], (2, 1)).square(), [1, 2, 3, 4]),
        ["adaptive_max_pool2d"] = Of(x => functional.adaptive_max_pool2d(x[0], [2, 2]).square(), [1, 2, 4, 4]),
        ["interpolate nearest"] = Of(x => functional.interpolate(x[0], scale_factor: [2, 2]).square(), [1, 2, 2, 3]),
        ["interpolate nearest exact"] = Of(x => functional.interpolate(x[0], [3, 5], mode: InterpolationMode.NearestExact).square(), [1, 1, 2, 3]),
        ["interpolate bilinear"] = Of(x => functional.interpolate(x[0], [3, 5], mode: InterpolationMode.Bilinear).square(), [1, 2, 2, 3]),
        ["interpolate bilinear corners"] = Of(x => functional.interpolate(x[0], [3, 5], mode: InterpolationMode.Bilinear, align_corners: true).square(), [1, 2, 2, 3]),
        ["interpolate bilinear antialias"] = Of(x => functional.interpolate(x[0], [2, 2], mode: InterpolationMode.Bilinear, antialias: true).square(), [1, 1, 4, 4]),
        ["interpolate bicubic"] = Of(x => functional.interpolate(x[0], [3, 5], mode: InterpolationMode.Bicubic).square(), [1, 1, 4, 4]),
        ["interpolate area"] = Of(x => functional.interpolate(x[0], [2, 2], mode: InterpolationMode.Area).square(), [1, 2, 4, 4]),
        ["interpolate linear"] = Of(x => functional.interpolate(x[0], [5], mode: InterpolationMode.Linear).square(), [1, 2, 3]),
        ["grid_sample"] = Of(x => functional.grid_sample(x[0], x[1] - 1.02), [1, 2, 4, 4], [1, 2, 2, 2]),
        ["pixel_shuffle"] = Of(x => functional.pixel_shuffle(x[0], 2).square(), [1, 4, 2, 2]),

        // normalization
        ["batch_norm training"] = Of(x => functional.batch_norm(x[0], null, null, x[1], x[2], training: true), [3, 2, 2, 2], [2], [2]),
        ["batch_norm inference"] = Of(x => functional.batch_norm(x[0], zeros(2, float64), ones(2, float64), x[1], x[2]), [3, 2, 2, 2], [2], [2]),
        ["instance_norm"] = Of(x => functional.instance_norm(x[0], weight: x[1], bias: x[2]), [2, 2, 3, 3], [2], [2]),
        ["group_norm"] = Of(x => functional.group_norm(x[0], 2, x[1], x[2]), [2, 4, 2, 2], [4], [4]),
        ["layer_norm"] = Of(x => functional.layer_norm(x[0], [4], x[1], x[2]), [2, 4], [4], [4]),
        ["local_response_norm"] = Of(x => functional.local_response_norm(x[0], 3, 0.5), [1, 4, 2, 2]),

        // activations, of values on both sides of 0
        ["relu"] = Of(x => functional.relu(x[0] - 1), [6]),
        ["relu6"] = Of(x => functional.relu6((x[0] - 1) * 10), [6]),
        ["leaky_relu"] = Of(x => functional.leaky_relu(x[0] - 1, 0.1), [6]),
        ["prelu"] = Of(x => functional.prelu(x[0] - 1, x[1]), [2, 3], [1]),
        ["elu"] = Of(x => functional.elu(x[0] - 1, 0.8), [6]),
        ["gelu"] = Of(x => functional.gelu(x[0] - 1), [6]),
        ["silu"] = Of(x => functional.silu(x[0] - 1), [6]),
        ["mish"] = Of(x => functional.mish(x[0] - 1), [6]),
        ["hardswish"] = Of(x => functional.hardswish((x[0] - 1) * 5), [6]),
        ["hardsigmoid"] = Of(x => functional.hardsigmoid((x[0] - 1) * 5), [6]),
        ["functional sigmoid, tanh"] = Of(x => functional.sigmoid(x[0] - 1) * functional.tanh(x[0] - 1), [6]),
        ["softplus"] = Of(x => functional.softplus(x[0] - 1, 2), [6]),
        ["softmax"] = Of(x => functional.softmax(x[0], 1), [2, 3]),
        ["log_softmax"] = Of(x => functional.log_softmax(x[0], 1), [2, 3]),
        // not mish: TorchSharp's overwrites what its own backward pass needs
        ["in-place activations"] = Of(
            x => functional.leaky_relu(x[0] - 1, inplace: true) * functional.elu(x[0] - 1, 1, inplace: true)
                * functional.silu(x[0] - 1, inplace: true) * functional.hardswish(x[0] - 1, inplace: true) * functional.hardsigmoid(x[0] - 1, inplace: true)
                * functional.relu6(x[0] * 1, inplace: true) * functional.relu(x[0] * 1, inplace: true)
                * functional.sigmoid(x[0] * 1, inplace: true) * functional.tanh(x[0] * 1, inplace: true) * functional.dropout(x[0] * 1, 0.2, inplace: true), [6]),
        ["dropout"] = Of(x => functional.dropout(x[0], 0.4), [8]),
        ["dropout2d"] = Of(x => functional.dropout2d(x[0], 0.4), [2, 4, 1, 1]),

        // losses
        ["mse_loss"] = Of(x => functional.mse_loss(x[0], x[1]), [4], [4]),
        ["l1_loss"] = Of(x => functional.l1_loss(x[0], x[1], Reduction.Sum), [4], [4]),
        ["smooth_l1_loss"] = Of(x => functional.smooth_l1_loss(x[0], x[1], beta: 0.4), [6], [6]),
        ["huber_loss"] = Of(x => functional.huber_loss(x[0], x[1], 0.4), [6], [6]),
        ["kl_div"] = Of(x => functional.kl_div(x[0].log_softmax(1), x[1].log_softmax(1), true, Reduction.Sum), [2, 3], [2, 3]),
        ["nll_loss"] = Of(x => functional.nll_loss(x[0], Index(2, 0)), [2, 3]),
        ["cross_entropy"] = Of(x => functional.cross_entropy(x[0], Index(2, 0), label_smoothing: 0.1), [2, 3]),
        ["cross_entropy with probabilities"] = Of(x => functional.cross_entropy(x[0], x[1].softmax(1)), [2, 3], [2, 3]),
        ["binary_cross_entropy"] = Of(x => functional.binary_cross_entropy(x[0].sigmoid(), tensor([1.0, 0.0, 0.5])), [3]),
        ["binary_cross_entropy_with_logits"] = Of(
            x => functional.binary_cross_entropy_with_logits(x[0], tensor([1.0, 0.0, 0.5]), tensor([1.0, 2.0, 3.0]), Reduction.Sum, tensor([2.0])), [3]),
    };

    private static (Func<Tensor[], Tensor> Apply, long[][] Shapes) Of(Func<Tensor[], Tensor> apply, params long[][] shapes) => (apply, shapes);

    private static Tensor Index(params long[] values) => tensor(values);
}
