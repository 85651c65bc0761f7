using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Torch.Tests;

internal static class OperatorValues
{
    private const double Inf = double.PositiveInfinity;

    // Sums along the first dimension say 0L: a literal 0 is also a ScalarType, so that sum(0) sums everything into bytes, as in TorchSharp.

    public static readonly Dictionary<string, (Func<Tensor> Compute, double[] Expected)> Table = new()
    {
        // creation
        ["zeros"] = (() => zeros(2), [0, 0]),
        ["ones"] = (() => ones(1, 2), [1, 1]),
        ["full"] = (() => full(2, 3.5), [3.5, 3.5]),
        ["eye"] = (() => eye(2, 3), [1, 0, 0, 0, 1, 0]),
        ["arange"] = (() => arange(1, 7, 2), [1, 3, 5]),
        ["linspace"] = (() => linspace(0, 1, 5), [0, 0.25, 0.5, 0.75, 1]),
        ["zeros_like, ones_like, full_like"] = (() => zeros_like(V(1, 2)) + ones_like(V(1, 2)) + full_like(V(1, 2), 5), [6, 6]),
        ["empty and fill_"] = (() => empty(2).fill_(4), [4, 4]),
        ["empty_like keeps strides"] = (() => tensor(empty_like(ones(2, 3).t()).stride()), [1, 3]),
        ["randint stays in range"] = (() => randint(3, 4, [2]), [3, 3]),
        ["bernoulli of 0 and 1"] = (() => bernoulli(V(0, 1)), [0, 1]),
        ["multinomial of a sure thing"] = (() => multinomial(V(0, 1, 0), 1), [1]),
        ["normal without spread"] = (() => normal(V(3, 4), V(0, 0)), [3, 4]),
        ["uniform_ of a point"] = (() => empty(2).uniform_(2, 2), [2, 2]),
        ["normal_ of a point"] = (() => empty(2).normal_(2, 0), [2, 2]),
        ["as_tensor"] = (() => as_tensor(new[] { 1f, 2f }), [1, 2]),
        ["tensor of a list"] = (() => tensor(new List<long> { 1, 2 }), [1, 2]),
        ["tensor of memory"] = (() => tensor(new float[] { 1, 2, 3, 4 }.AsMemory(), [2, 2]).sum(0L), [4, 6]),

        // pointwise
        ["abs"] = (() => V(-1, 2).abs(), [1, 2]),
        ["sign"] = (() => V(-3, 0, 2).sign(), [-1, 0, 1]),
        ["neg"] = (() => -V(1, -2), [-1, 2]),
        ["floor"] = (() => V(1.5, -1.5).floor(), [1, -2]),
        ["ceil"] = (() => V(1.5, -1.5).ceil(), [2, -1]),
        ["round to even"] = (() => V(1.5, 2.5, -0.4).round(), [2, 2, 0]),
        ["round decimals"] = (() => V(1.234).round(1), [1.2]),
        ["trunc"] = (() => V(1.7, -1.7).trunc(), [1, -1]),
        ["frac"] = (() => V(1.75, -1.75).frac(), [0.75, -0.75]),
        ["sqrt, rsqrt, square"] = (() => cat([V(9).sqrt(), V(4).rsqrt(), V(3).square()]), [3, 0.5, 9]),
        ["exp, expm1, log, log1p, log2"] = (() => cat([V(1).exp(), V(0).expm1(), V(Math.E).log(), V(0).log1p(), V(8).log2()]), [Math.E, 0, 1, 0, 3]),
        ["sin, cos, atan, atan2"] = (() => cat([V(Math.PI / 6).sin(), V(0).cos(), V(1).atan(), V(1).atan2(V(-1))]), [0.5, 1, Math.PI / 4, 3 * Math.PI / 4]),
        ["erf"] = (() => V(0, 1).erf(), [0, 0.842701]),
        ["sigmoid, tanh"] = (() => cat([V(0).sigmoid(), V(Math.Log(3)).sigmoid(), V(0).tanh()]), [0.5, 0.75, 0]),
        ["reciprocal"] = (() => V(4).reciprocal(), [0.25]),
        ["pow"] = (() => cat([V(2).pow(3), V(2).pow(V(-1))]), [8, 0.5]),
        ["fmod, remainder"] = (() => cat([V(-5).fmod(3), V(-5).remainder(3), V(-5) % 3]), [-2, 1, 1]),
        ["div rounding"] = (() => cat([V(-7).div(2, RoundingMode.floor), V(-7).div(2, RoundingMode.trunc), V(-7) / V(2)]), [-4, -3, -3.5]),
        ["clamp"] = (() => V(-2, 0.5, 2).clamp(-1, 1), [-1, 0.5, 1]),
        ["clamp one side"] = (() => cat([V(-2, 2).clamp(min: 0.0), V(-2, 2).clip(max: 0.0), V(-2).clamp_min(-1), V(2).clamp_max(1)]), [0, 2, -2, 0, -1, 1]),
        ["clamp tensors"] = (() => V(-2, 2).clamp(V(0, 0), V(1, 1)), [0, 1]),
        ["addcmul, addcdiv"] = (() => cat([V(1).addcmul(V(2), V(3), 0.5), V(1).addcdiv(V(6), V(3), 0.5), V(1).addcdiv(V(6), V(3))]), [4, 2, 3]),
        ["lerp"] = (() => V(0).lerp(V(10), V(0.25)), [2.5]),
        ["maximum, minimum"] = (() => cat([V(1, 5).maximum(V(3, 3)), V(1, 5).minimum(V(3, 3)), V(1).max(V(2)), torch.min(V(1), V(2))]), [3, 5, 1, 3, 2, 1]),
        ["operators with numbers on the left"] = (() => cat([3 - V(1), 6 / V(2), 2.0 * V(3), 1f + V(1)]), [2, 3, 6, 2]),
        ["alpha"] = (() => cat([V(1).add(V(2), 3), V(1).add(2, 3), V(1).add_(V(2), 3)]), [7, 7, 7]),
        ["isnan, isinf, isfinite"] = (() => cat([V(double.NaN, 1).isnan(), V(Inf, 1).isinf(), V(Inf, 1).isfinite()]), [1, 0, 1, 0, 0, 1]),
        ["nan_to_num"] = (() => V(double.NaN, Inf).nan_to_num(1, 2), [1, 2]),
        ["in place"] = (() => V(1).add_(1).mul_(6).sub_(2).div_(5).neg_().abs_().pow_(2).sqrt_().exp_().log_(), [2]),
        ["in place with tensors"] = (() => V(1).add_(V(1)).mul_(V(6)).sub_(V(2)).div_(V(5)).addcmul_(V(2), V(3), 1).addcdiv_(V(4), V(2)), [10]),
        ["sign_, relu_, zero_, lerp_"] = (() => cat([V(-3).sign_(), V(-3).relu_(), V(3).zero_(), V(0).lerp_(V(4), V(0.5)), V(3).clamp_(0, 2)]), [-1, 0, 0, 2, 2]),

        // comparison and logic
        ["comparisons with a number"] = (() => cat([V(1, 2) < 2, V(1, 2) <= 1, V(1, 2) > 1, V(1, 2) >= 2, V(1, 2) == 1, V(1, 2) != 1]), [1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1]),
        ["comparisons with a tensor"] = (() => cat([V(1) < V(2), V(1) >= V(2), V(1) == V(1), V(1).ne(V(1)), V(1).gt(V(0)), V(1).le(V(0))]), [1, 0, 1, 0, 1, 0]),
        ["a number compared"] = (() => cat([2 > V(1), 2 < V(1), (Scalar)1 == V(1)]), [1, 0, 1]),
        ["logic"] = (() => cat([B(true, false).logical_and(B(true, true)), B(false).logical_or(B(true)), B(true).logical_not()]), [1, 0, 1, 0]),
        ["bitwise"] = (() => cat([I(6) & I(3), I(6) | I(3), I(6) ^ I(3), ~I(0)]), [2, 7, 5, -1]),
        ["any, all"] = (() => stack([B(true, false).any(), B(true, false).all()]), [1, 0]),
        ["any, all along a dimension"] = (() => cat([tensor(new[,] { { true, false }, { true, true } }).all(0), tensor(new[,] { { true, false }, { false, false } }).any(1)]), [1, 0, 1, 0]),

        // reductions
        ["sum"] = (() => stack([M().sum(), M().sum(0L)[0], M().sum([0, 1]), M().sum(0, 1)]), [10, 4, 10, 10]),
        ["sum of booleans"] = (() => B(true, true, false).sum(), [2]),
        ["mean"] = (() => cat([M().mean().view(1), M().mean([0])]), [2.5, 2, 3]),
        ["std, var"] = (() => cat([M().var().view(1), M().var(0), M().std(1, unbiased: false)]), [5.0 / 3, 2, 2, 0.5, 0.5]),
        ["prod"] = (() => cat([M().prod().view(1), M().prod(0L)]), [24, 3, 8]),
        ["norm"] = (() => stack([V(3, 4).norm(), V(3, -4).norm(1f), V(3, -4).norm(float.PositiveInfinity), tensor(new[,] { { 3f, 4f } }).norm(1)[0]]), [5, 7, 4, 5]),
        ["logsumexp"] = (() => V(0, 0).logsumexp(0), [Math.Log(2)]),
        ["cumsum, cumprod"] = (() => cat([V(1, 2, 3).cumsum(0), V(1, 2, 3).cumprod(0)]), [1, 3, 6, 1, 2, 6]),
        ["max, min"] = (() => stack([M().max(), M().min(), M().amax(0)[1], M().amin(1)[1]]), [4, 1, 4, 3]),
        ["max along a dimension"] = (() => M().max(1) is var (values, indices) ? cat([values, indices.to(float64)]) : zeros(1), [2, 4, 1, 1]),
        ["min along a dimension"] = (() => M().min(0) is var (values, indices) ? cat([values, indices.to(float64)]) : zeros(1), [1, 2, 0, 0]),
        ["argmax, argmin"] = (() => stack([V(3, 9, 1).argmax(), V(3, 9, 1).argmin(), M().argmax(1)[0], M().argmin(0)[1]]), [1, 2, 1, 0]),
        ["topk"] = (() => V(3, 9, 1).topk(2) is var (values, indices) ? cat([values, indices.to(float64)]) : zeros(1), [9, 3, 1, 0]),
        ["smallest k"] = (() => V(3, 9, 1).topk(1, largest: false).values, [1]),
        ["sort"] = (() => V(3, 9, 1).sort(descending: true) is var (values, indices) ? cat([values, indices.to(float64)]) : zeros(1), [9, 3, 1, 1, 0, 2]),
        ["argsort"] = (() => V(3, 9, 1).argsort(), [2, 0, 1]),
        ["kthvalue"] = (() => V(3, 9, 1).kthvalue(2, 0).values, [3]),
        ["median"] = (() => V(3, 9, 1).median(), [3]),
        ["quantile"] = (() => V(0, 10).quantile(tensor(0.25)), [2.5]),
        ["unique"] = (() => I(3, 1, 3).unique(return_counts: true) is var (output, _, counts) ? cat([output, counts!]) : zeros(1), [1, 3, 1, 2]),
        ["bincount"] = (() => I(0, 2, 2).bincount(null), [1, 0, 2]),
        ["count_nonzero"] = (() => V(0, 2, 3).count_nonzero(), [2]),
        ["allclose"] = (() => tensor(new[] { V(1).allclose(V(1 + 1e-7)), V(1).allclose(V(1.1)) }), [1, 0]),
        ["Equals"] = (() => tensor(new[] { V(1, 2).Equals(V(1, 2)), V(1, 2).Equals(V(1, 3)), V(1, 1).Equals(V(1)) }), [1, 0, 0]),

        // shapes and indices
        ["view, permute"] = (() => arange(6).view(2, 3).permute(1, 0), [0, 3, 1, 4, 2, 5]),
        ["t, transpose, swapaxes"] = (() => M().t() + M().transpose(0, 1) + M().swapaxes(0, 1), [3, 9, 6, 12]),
        ["narrow, select, slice"] = (() => cat([arange(6).narrow(0, 2, 2), arange(6).view(2, 3).select(0, 1), arange(6).slice(0, 1, 6, 2)]), [2, 3, 3, 4, 5, 1, 3, 5]),
        ["indexers"] = (() => stack([M()[1, 0], M()[0][1], M()[^1, ^1], arange(24).view(2, 3, 4)[1, 2, 3]]), [3, 2, 4, 23]),
        ["slices"] = (() => cat([arange(6)[1..3], arange(6)[TensorIndex.Slice(step: 3)], arange(6)[^2..]]), [1, 2, 0, 3, 4, 5]),
        ["ellipsis and new axis"] = (() => tensor(M()[TensorIndex.Ellipsis, TensorIndex.None, 0].shape), [2, 1]),
        ["a mask as index"] = (() => V(1, 2, 3)[V(1, 2, 3) > 1], [2, 3]),
        ["a tensor as index"] = (() => V(1, 2, 3)[I(2, 0)], [3, 1]),
        ["assigned by index"] = (() => Change(zeros(2, 3), t => { t[0, 1] = 5f; t[1] = ones(3); t[.., 2] = V32(7, 8); }), [0, 5, 7, 1, 1, 8]),
        ["assigned by mask"] = (() => V(1, 2, 3).index_put_((Scalar)0, V(1, 2, 3) > 1), [1, 0, 0]),
        ["index_put_ accumulates"] = (() => V(0, 0).index_put_(V(1, 1, 1), [I(0, 0, 1)], accumulate: true), [2, 1]),
        ["index_select, gather, take"] = (() => cat([V(1, 2, 3).index_select(0, I(2, 0)), M().gather(1, I(1, 0).view(2, 1)).view(2), M().take(I(3))]), [3, 1, 2, 3, 4]),
        ["scatter, scatter_add"] = (() => V(0, 0).scatter(0, I(1), V(5)) + V(0, 0).scatter_add(0, I(1, 1), V(1, 1)), [0, 7]),
        ["index_add_, index_copy_"] = (() => V(0, 0, 0).index_add_(0, I(1, 1), V(1, 2), 2).index_copy_(0, I(0), V(9)), [9, 6, 0]),
        ["masked_fill, masked_select"] = (() => cat([V(1, 2).masked_fill(B(true, false), 7), V(1, 2).masked_select(B(false, true))]), [7, 2, 2]),
        ["where"] = (() => cat([where(B(true, false), V(1, 2), V(3, 4)), V(1, 2).where(B(true, false), V(3, 4))]), [1, 4, 1, 4]),
        ["nonzero"] = (() => cat([V(0, 5, 6).nonzero().view(-1), where(V(0, 5, 6) > 0)[0]]), [1, 2, 1, 2]),
        ["cat, stack, hstack, vstack"] = (() => stack([cat([V(1), V(2)]), hstack(V(1), V(2)), vstack([V(1), V(2)]).view(2), stack([V(1), V(2)], 1).view(2)]).sum(0L), [4, 8]),
        ["cat of one is an alias"] = (() => Change(V(1), t => cat([t]).add_(1)), [2]),
        ["chunk, split, unbind"] = (() => cat([arange(5).chunk(2)[1], arange(5).split(3)[1], arange(5).split([1, 4])[1], arange(2).unbind()[1].view(1)]), [3, 4, 3, 4, 1, 2, 3, 4, 1]),
        ["expand, repeat, tile"] = (() => cat([V(1, 2).expand(2, 2).reshape(-1), V(1).repeat(2), V(1, 2).tile([2])]), [1, 2, 1, 2, 1, 1, 1, 2, 1, 2]),
        ["repeat_interleave"] = (() => cat([V(1, 2).repeat_interleave(2), V(1, 2).repeat_interleave(I(1, 2))]), [1, 1, 2, 2, 1, 2, 2]),
        ["flip, roll"] = (() => cat([V(1, 2, 3).flip(0), V(1, 2, 3).roll(1)]), [3, 2, 1, 3, 1, 2]),
        ["squeeze, unsqueeze"] = (() => tensor(ones(1, 2, 1).squeeze(0).unsqueeze(0).unsqueeze_(0).squeeze_(3).shape), [1, 1, 2]),
        ["diag, tril, triu"] = (() => cat([M().diag(), M().tril().view(-1), M().triu().view(-1)]), [1, 4, 1, 0, 3, 4, 1, 2, 0, 4]),
        ["meshgrid"] = (() => meshgrid([V(1, 2), V(3, 4)])[0], [1, 1, 2, 2]),
        ["searchsorted"] = (() => searchsorted(V(1, 3, 5), V(3, 4)), [1, 2]),
        ["unfold"] = (() => V(1, 2, 3).unfold(0, 2, 1), [1, 2, 2, 3]),
        ["as_strided"] = (() => V(1, 2, 3, 4).as_strided([2], [3]), [1, 4]),

        // products
        ["matmul, mm, mv, dot, bmm"] = (() => cat([M().matmul(M()).view(-1), M().mm(M())[0], M().mv(V(1, 1)), V(1, 2).dot(V(3, 4)).view(1), M().view(1, 2, 2).bmm(M().view(1, 2, 2)).view(-1)]),
            [7, 10, 15, 22, 7, 10, 3, 7, 11, 7, 10, 15, 22]),
        ["addmm, outer, einsum"] = (() => cat([M().addmm(M(), M()).view(-1), outer(V(1, 2), V(3, 4)).view(-1), einsum("i,i->", V(1, 2), V(3, 4)).view(1)]), [8, 12, 18, 26, 3, 4, 6, 8, 11]),
        ["cdist"] = (() => cdist(tensor(new[,] { { 0f, 0f } }), tensor(new[,] { { 3f, 4f } })), [5]),
        ["linear"] = (() => functional.linear(V(1, 2), M(), V(10, 20)), [15, 31]),

        // activations
        ["relu, relu6, leaky_relu"] = (() => cat([functional.relu(V(-1, 2)), functional.relu6(V(7)), functional.leaky_relu(V(-2), 0.1)]), [0, 2, 6, -0.2]),
        ["elu, silu, softplus, gelu"] = (() => cat([functional.elu(V(-1), 2), functional.silu(V(Math.Log(3))), functional.softplus(V(0)), functional.gelu(V(1))]),
            [2 * (Math.Exp(-1) - 1), 0.75 * Math.Log(3), Math.Log(2), 0.841345]),
        ["mish"] = (() => functional.mish(V(0, 1)), [0, 0.865098]),
        ["hardswish, hardsigmoid"] = (() => cat([functional.hardswish(V(-4, 1, 4)), functional.hardsigmoid(V(-4, 0, 4))]), [0, 4.0 / 6, 4, 0, 0.5, 1]),
        ["prelu"] = (() => functional.prelu(V(-2, 3), V(0.25)), [-0.5, 3]),
        ["softmax, log_softmax"] = (() => cat([functional.softmax(V(0, Math.Log(3)), 0), functional.log_softmax(V(0, 0), 0)]), [0.25, 0.75, -Math.Log(2), -Math.Log(2)]),
        ["in-place activation returns an alias"] = (() => Change(V(-1, 2), t => functional.leaky_relu(t, 0.5, inplace: true).Dispose()), [-0.5, 2]),
        ["dropout without training"] = (() => functional.dropout(V(1, 2), 0.9, training: false), [1, 2]),
        ["dropout scales what it keeps"] = (() => functional.dropout(ones(100), 0.5).unique().output, [0, 2]),

        // pooling, padding, resampling
        ["max_pool2d"] = (() => functional.max_pool2d(Image(), 2, 1), [5, 6, 8, 9]),
        ["max_pool2d ceil_mode"] = (() => functional.max_pool2d(Image(), 2, 2, ceil_mode: true), [5, 6, 8, 9]),
        ["max_pool2d_with_indices"] = (() => functional.max_pool2d_with_indices(Image(), [2], [1]) is var (values, indices) ? cat([values.view(-1), indices.view(-1)]) : zeros(1), [5, 6, 8, 9, 4, 5, 7, 8]),
        ["max_pool3d"] = (() => functional.max_pool3d(Image().view(1, 1, 1, 3, 3), [1, 2, 2], [1, 1, 1]), [5, 6, 8, 9]),
        ["avg_pool2d"] = (() => functional.avg_pool2d(Image(), 2, 1), [3, 4, 6, 7]),
        ["avg_pool2d and padding"] = (() => functional.avg_pool2d(Image(), 2, 2, 1, count_include_pad: false), [1, 2.5, 5.5, 7]),
        ["adaptive_avg_pool2d"] = (() => functional.adaptive_avg_pool2d(Image(), 1), [5]),
        ["adaptive_max_pool2d"] = (() => functional.adaptive_max_pool2d(Image(), [1, 1]), [9]),
        ["pad"] = (() => functional.pad(V(1, 2).view(1, 1, 2), (1, 2), value: 9), [9, 1, 2, 9, 9]),
        ["pad modes"] = (() => cat([.. new[] { PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular }.Select(m => functional.pad(V(1, 2, 3).view(1, 1, 3), (1, 0), m).view(-1))]), [2, 1, 2, 3, 1, 1, 2, 3, 3, 1, 2, 3]),
        ["interpolate nearest"] = (() => functional.interpolate(V(1, 2).view(1, 1, 1, 2), scale_factor: [2, 2]), [1, 1, 2, 2, 1, 1, 2, 2]),
        // half-pixel centres: samples at -0.25, 0.25, 0.75, 1.25 of a ramp from 0 to 4
        ["interpolate bilinear"] = (() => functional.interpolate(V(0, 4).view(1, 1, 1, 2), [1, 4], mode: InterpolationMode.Bilinear), [0, 1, 3, 4]),
        ["interpolate bilinear corners"] = (() => functional.interpolate(V(0, 3).view(1, 1, 1, 2), [1, 4], mode: InterpolationMode.Bilinear, align_corners: true), [0, 1, 2, 3]),
        ["interpolate area"] = (() => functional.interpolate(V(1, 3).view(1, 1, 1, 2), [1, 1], mode: InterpolationMode.Area), [2]),
        ["grid_sample"] = (() => functional.grid_sample(V(1, 3).view(1, 1, 1, 2), V(0, 0).view(1, 1, 1, 2)), [2]),
        ["pixel_shuffle"] = (() => functional.pixel_shuffle(V(1, 2, 3, 4).view(1, 4, 1, 1), 2), [1, 2, 3, 4]),
        ["unfold 2d"] = (() => functional.unfold(M().view(1, 1, 2, 2), 2), [1, 2, 3, 4]),

        // normalization
        ["batch_norm inference"] = (() => functional.batch_norm(V(1, 5).view(1, 2), V(1, 1), V(4, 4), V(1, 3), V(0, 10), eps: 0), [0, 16]),
        ["batch_norm training"] = (() => functional.batch_norm(V(1, 3).view(2, 1), null, null, training: true, eps: 0), [-1, 1]),
        ["batch_norm running statistics"] = (() => Change(V(0), mean => functional.batch_norm(V(1, 3).view(2, 1), mean, V(1), training: true, momentum: 0.1)), [0.2]),
        ["instance_norm"] = (() => functional.instance_norm(V(1, 3).view(1, 1, 2), eps: 0), [-1, 1]),
        ["layer_norm, group_norm"] = (() => cat([functional.layer_norm(V(1, 3), [2], eps: 0), functional.group_norm(V(1, 3).view(1, 2), 1, eps: 0).view(2)]), [-1, 1, -1, 1]),
        // 2 / (1 + 3/3 * (4 + 1 + 0))^1 for the first of channels 2, 1: the window of 3 sees both
        ["local_response_norm"] = (() => functional.local_response_norm(V(2, 1).view(1, 2, 1, 1), 3, alpha: 3, beta: 1, k: 1), [2.0 / 6, 1.0 / 6]),
        ["normalize"] = (() => functional.normalize(V(3, 4), dim: 0), [0.6, 0.8]),
        ["cosine_similarity"] = (() => functional.cosine_similarity(V(1, 0), V(1, 1), 0), [Math.Sqrt(0.5)]),

        // losses
        ["mse, l1"] = (() => stack([functional.mse_loss(V(1, 3), V(0, 0)), functional.l1_loss(V(1, 3), V(0, 0), Reduction.Sum)]), [5, 4]),
        ["smooth_l1, huber"] = (() => stack([functional.smooth_l1_loss(V(3), V(0)), functional.smooth_l1_loss(V(0.5), V(0)), functional.huber_loss(V(3), V(0), 2)]), [2.5, 0.125, 4]),
        ["binary_cross_entropy"] = (() => stack([functional.binary_cross_entropy(V(0.5), V(1)), functional.binary_cross_entropy_with_logits(V(0), V(1)),
            functional.binary_cross_entropy_with_logits(V(0), V(1), pos_weights: V(3))]), [Math.Log(2), Math.Log(2), 3 * Math.Log(2)]),
        ["cross_entropy, nll"] = (() => stack([functional.cross_entropy(V(0, 0).view(1, 2), I(1)), functional.nll_loss(V(-1, -2).view(1, 2), I(1))]), [Math.Log(2), 2]),
        ["cross_entropy ignores an index"] = (() => functional.cross_entropy(V(0, 0, 9, 0).view(2, 2), I(0, -100)), [Math.Log(2)]),
        ["cross_entropy without reduction"] = (() => functional.cross_entropy(V(0, 0).view(1, 2), I(1), reduction: Reduction.None), [Math.Log(2)]),
        // sum p log(p / q) for p = (1/2, 1/2), q = (1/4, 3/4) is 1/2 log 2 + 1/2 log 2/3
        ["kl_div in log space"] = (() => functional.kl_div(V(0.25, 0.75).log(), V(0.5, 0.5).log(), reduction: Reduction.Sum), [0.5 * Math.Log(4.0 / 3)]),
        ["kl_div of probabilities"] = (() => functional.kl_div(V(0.25, 0.75).log(), V(0.5, 0.5), false, Reduction.Sum), [0.5 * Math.Log(4.0 / 3)]),
        ["one_hot"] = (() => functional.one_hot(I(1), 3), [0, 1, 0]),

        // conversion
        ["to integers truncates"] = (() => V(1.9, -1.9).to(int64), [1, -1]),
        ["bfloat16 keeps 8 bits"] = (() => V(1.00390625, 256.5).bfloat16(), [1, 256]),
        ["implicit conversions"] = (() => torch.where(B(true, false), V32(1, 2), 5f), [1, 5]),
        ["copy_"] = (() => zeros(2).copy_(V(1, 2)), [1, 2]),
        ["set_"] = (() => zeros(2).set_(V32(1, 2)), [1, 2]),
        ["clone is independent"] = (() => Change(V(1), t => t.clone().add_(1)), [1]),
        ["alias is shared"] = (() => Change(V(1), t => t.alias().add_(1)), [2]),
    };

    private static Tensor V(params double[] values) => tensor(values);

    private static Tensor V32(params float[] values) => tensor(values);

    private static Tensor I(params long[] values) => tensor(values);

    private static Tensor B(params bool[] values) => tensor(values);

    private static Tensor M() => tensor(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } });

    private static Tensor Image() => arange(1, 10, dtype: float64).view(1, 1, 3, 3);

    private static Tensor Change(Tensor t, Action<Tensor> change)
    {
        change(t);
        return t;
    }
}
