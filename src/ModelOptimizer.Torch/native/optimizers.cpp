#include "shim.h"
#include <ATen/Parallel.h>
#include <cmath>

// One native call updates every parameter of every group. Where parameter, gradient and state share one dense layout, one pass over memory does the
// whole update; otherwise the same formula runs as ATen operators.

struct SgdItem { // mirrors TorchSharp.Native.SgdItem
    Tensor* parameter;
    Tensor* momentum_buffer; // in: nullptr on the first step; out: the buffer
    double lr, momentum, dampening, weight_decay;
    bool nesterov, maximize;
};

struct AdamItem { // mirrors TorchSharp.Native.AdamItem
    Tensor* parameter;
    Tensor* exp_avg;
    Tensor* exp_avg_sq;
    Tensor* max_exp_avg_sq; // nullptr without amsgrad
    int64_t step;           // in: the steps taken so far; out: one more where there is a gradient
    double lr, beta1, beta2, eps, weight_decay;
    bool maximize;
};

static constexpr int64_t grain = 16384;

static bool share_layout(const Tensor& p, std::initializer_list<const Tensor*> others)
{
    if (!p.is_non_overlapping_and_dense() || (p.scalar_type() != at::kFloat && p.scalar_type() != at::kDouble)) return false;
    for (auto other : others)
        if (other->scalar_type() != p.scalar_type() || other->sizes() != p.sizes() || other->strides() != p.strides()) return false;
    return true;
}

// PyTorch's formulas (torch.optim.SGD): g += wd p; b = mu b + (1 - damp) g, or b = g at first; g = nesterov ? g + mu b : b; p -= lr g.
template <class T>
static void sgd_dense(const SgdItem& item, const Tensor& grad, bool first)
{
    auto p = item.parameter->data_ptr<T>();
    auto g = grad.data_ptr<T>();
    auto b = item.momentum_buffer ? item.momentum_buffer->data_ptr<T>() : nullptr;
    auto rate = static_cast<T>(item.maximize ? item.lr : -item.lr), decay = static_cast<T>(item.weight_decay);
    auto momentum = static_cast<T>(first ? 0 : item.momentum), fresh = static_cast<T>(first ? 1 : 1 - item.dampening);
    auto ahead = static_cast<T>(item.nesterov ? item.momentum : 1), direct = static_cast<T>(item.nesterov ? 1 : 0);
    at::parallel_for(0, item.parameter->numel(), grain, [=](int64_t begin, int64_t end) {
        T* __restrict pp = p;
        T* __restrict bb = b;
        const T* __restrict gg = g;
        if (!b) {
            for (auto i = begin; i < end; i++) pp[i] += rate * (gg[i] + decay * pp[i]);
            return;
        }
        for (auto i = begin; i < end; i++) {
            auto d = gg[i] + decay * pp[i];
            auto buffer = momentum * bb[i] + fresh * d;
            bb[i] = buffer;
            pp[i] += rate * (direct * d + ahead * buffer);
        }
    });
}

static void sgd(SgdItem& item)
{
    auto& p = *item.parameter;
    auto grad = p.grad();
    if (!grad.defined()) return;
    auto first = item.momentum != 0 && !item.momentum_buffer;
    if (first) item.momentum_buffer = new Tensor(at::zeros_like(p));
    auto buffer = item.momentum != 0 ? item.momentum_buffer : nullptr;
    if (share_layout(p, {&grad, buffer ? buffer : &p})) {
        auto dense = item;
        dense.momentum_buffer = buffer;
        if (p.scalar_type() == at::kFloat) sgd_dense<float>(dense, grad, first);
        else sgd_dense<double>(dense, grad, first);
        return;
    }
    if (item.weight_decay != 0) grad = grad.add(p, item.weight_decay);
    if (buffer) {
        if (first) buffer->copy_(grad);
        else buffer->mul_(item.momentum).add_(grad, 1 - item.dampening);
        grad = item.nesterov ? grad.add(*buffer, item.momentum) : *buffer;
    }
    p.add_(grad, item.maximize ? item.lr : -item.lr);
}

// Kingma and Ba 2015, algorithm 1, with L2 decay in the gradient as torch.optim.Adam has it; amsgrad of Reddi et al. 2018.
template <class T>
static void adam_dense(const AdamItem& item, const Tensor& grad)
{
    auto p = item.parameter->data_ptr<T>(), m = item.exp_avg->data_ptr<T>(), v = item.exp_avg_sq->data_ptr<T>();
    auto highest = item.max_exp_avg_sq ? item.max_exp_avg_sq->data_ptr<T>() : nullptr;
    auto g = grad.data_ptr<T>();
    auto sign = static_cast<T>(item.maximize ? -1 : 1), decay = static_cast<T>(item.weight_decay), eps = static_cast<T>(item.eps);
    auto beta1 = static_cast<T>(item.beta1), beta2 = static_cast<T>(item.beta2);
    auto rest1 = static_cast<T>(1 - item.beta1), rest2 = static_cast<T>(1 - item.beta2);
    auto rate = static_cast<T>(item.lr / (1 - std::pow(item.beta1, item.step)));
    auto scale = static_cast<T>(1 / std::sqrt(1 - std::pow(item.beta2, item.step)));
    at::parallel_for(0, item.parameter->numel(), grain, [=](int64_t begin, int64_t end) {
        for (auto i = begin; i < end; i++) {
            auto d = sign * g[i] + decay * p[i];
            m[i] = beta1 * m[i] + rest1 * d;
            v[i] = beta2 * v[i] + rest2 * d * d;
            auto second = v[i];
            if (highest) second = highest[i] = std::max(highest[i], second);
            p[i] -= rate * m[i] / (std::sqrt(second) * scale + eps);
        }
    });
}

static void adam(AdamItem& item)
{
    auto& p = *item.parameter;
    auto grad = p.grad();
    if (!grad.defined()) return;
    item.step++;
    auto highest = item.max_exp_avg_sq ? item.max_exp_avg_sq : item.exp_avg_sq;
    if (share_layout(p, {&grad, item.exp_avg, item.exp_avg_sq, highest})) {
        if (p.scalar_type() == at::kFloat) adam_dense<float>(item, grad);
        else adam_dense<double>(item, grad);
        return;
    }
    if (item.maximize) grad = grad.neg();
    if (item.weight_decay != 0) grad = grad.add(p, item.weight_decay);
    item.exp_avg->mul_(item.beta1).add_(grad, 1 - item.beta1);
    item.exp_avg_sq->mul_(item.beta2).addcmul_(grad, grad, 1 - item.beta2);
    if (item.max_exp_avg_sq) item.max_exp_avg_sq->copy_(at::maximum(*item.max_exp_avg_sq, *item.exp_avg_sq));
    auto correction1 = 1 - std::pow(item.beta1, item.step), correction2 = 1 - std::pow(item.beta2, item.step);
    p.addcdiv_(*item.exp_avg, highest->sqrt().div_(std::sqrt(correction2)).add_(item.eps), -item.lr / correction1);
}

template <class Item, class F>
static bool update(Item* items, int32_t n, F apply)
{
    return attempt([&] {
        at::NoGradGuard no_grad;
        for (int32_t i = 0; i < n; i++) {
            apply(items[i]);
            items[i].parameter->unsafeGetTensorImpl()->bump_version();
        }
    });
}

EXPORT bool at_sgd_step(SgdItem* items, int32_t n) { return update(items, n, sgd); }
EXPORT bool at_adam_step(AdamItem* items, int32_t n) { return update(items, n, adam); }

EXPORT bool at_zero_grad(Tensor* const* parameters, int32_t n)
{
    return attempt([&] {
        at::NoGradGuard no_grad;
        for (int32_t i = 0; i < n; i++)
            if (parameters[i]->grad().defined()) parameters[i]->mutable_grad().zero_();
    });
}

// A sum of squares in double: eight partial sums, because the compiler may not reorder one.
template <class T>
static double sum_of_squares(const Tensor& t)
{
    auto x = t.data_ptr<T>();
    return at::parallel_reduce(0, t.numel(), grain, 0.0, [=](int64_t begin, int64_t end, double sum) {
        double part[8] = {};
        auto i = begin;
        for (; i + 8 <= end; i += 8)
            for (int k = 0; k < 8; k++) part[k] += static_cast<double>(x[i + k]) * static_cast<double>(x[i + k]);
        for (; i < end; i++) sum += static_cast<double>(x[i]) * static_cast<double>(x[i]);
        for (auto p : part) sum += p;
        return sum;
    }, std::plus<double>());
}

static double norm(const Tensor& t, double norm_type)
{
    if (norm_type == 2 && t.is_non_overlapping_and_dense()) {
        if (t.scalar_type() == at::kFloat) return std::sqrt(sum_of_squares<float>(t));
        if (t.scalar_type() == at::kDouble) return std::sqrt(sum_of_squares<double>(t));
    }
    return at::norm(t, norm_type, at::kDouble).item<double>();
}

// The norm of the vector of all gradients, in double; gradients are scaled by max_norm / (norm + 1e-6) where that is below 1.
EXPORT bool at_clip_grad_norm_(Tensor* const* parameters, int32_t n, double max_norm, double norm_type, double* out)
{
    return attempt([&] {
        at::NoGradGuard no_grad;
        std::vector<Tensor> grads;
        std::vector<double> norms;
        for (int32_t i = 0; i < n; i++)
            if (parameters[i]->grad().defined()) grads.push_back(parameters[i]->grad());
        for (auto& grad : grads) norms.push_back(norm(grad, norm_type));
        *out = norms.empty() ? 0 : at::tensor(norms, at::kDouble).norm(norm_type).item<double>();
        auto scale = max_norm / (*out + 1e-6);
        if (!(scale >= 1)) // a NaN norm reaches the gradients too
            for (auto& grad : grads) grad.mul_(scale);
    });
}

EXPORT bool at_clip_grad_value_(Tensor* const* parameters, int32_t n, double limit)
{
    return attempt([&] {
        at::NoGradGuard no_grad;
        for (int32_t i = 0; i < n; i++)
            if (parameters[i]->grad().defined()) parameters[i]->mutable_grad().clamp_(-limit, limit);
    });
}
