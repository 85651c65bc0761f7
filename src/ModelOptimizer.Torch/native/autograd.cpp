#include "shim.h"
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/anomaly_mode.h>

using torch::autograd::AnomalyMode;

EXPORT bool at_requires_grad(Tensor* t) { return t->requires_grad(); }
EXPORT bool at_set_requires_grad(Tensor* t, bool value) { return attempt([&] { t->set_requires_grad(value); }); }
EXPORT bool at_is_leaf(Tensor* t) { return t->is_leaf(); }
EXPORT bool at_retain_grad(Tensor* t) { return attempt([&] { t->retain_grad(); }); }
EXPORT Tensor* at_detach(Tensor* t) { return tensor([&] { return t->detach(); }); }
EXPORT bool at_detach_(Tensor* t) { return attempt([&] { t->detach_(); }); }

// nullptr without an error: there is no gradient.
EXPORT Tensor* at_grad(Tensor* t) { return t->grad().defined() ? tensor([&] { return t->grad(); }) : nullptr; }
EXPORT bool at_set_grad(Tensor* t, Tensor* grad) { return attempt([&] { t->mutable_grad() = grad ? *grad : Tensor(); }); }

EXPORT bool at_backward(Tensor* const* roots, int32_t n_roots, Tensor* const* grads, int32_t n_grads, bool retain_graph, bool create_graph,
    Tensor* const* inputs, int32_t n_inputs)
{
    return attempt([&] {
        torch::autograd::backward(list(roots, n_roots), list(grads, n_grads), retain_graph, create_graph, list(inputs, n_inputs));
    });
}

EXPORT TensorList* at_autograd_grad(Tensor* const* outputs, int32_t n_outputs, Tensor* const* inputs, int32_t n_inputs, Tensor* const* grads, int32_t n_grads,
    bool retain_graph, bool create_graph, bool allow_unused)
{
    return tensors([&] {
        return torch::autograd::grad(list(outputs, n_outputs), list(inputs, n_inputs), list(grads, n_grads), retain_graph, create_graph, allow_unused);
    });
}

EXPORT bool at_is_grad_enabled() { return at::GradMode::is_enabled(); }
EXPORT void at_set_grad_enabled(bool enabled) { at::GradMode::set_enabled(enabled); }
EXPORT bool at_is_inference_mode() { return c10::InferenceMode::is_enabled(); }
EXPORT c10::InferenceMode* at_enter_inference_mode(bool enabled) { return new c10::InferenceMode(enabled); }
EXPORT void at_leave_inference_mode(c10::InferenceMode* guard) { delete guard; }
EXPORT bool at_is_anomaly_enabled() { return AnomalyMode::is_enabled(); }
EXPORT bool at_anomaly_checks_nan() { return AnomalyMode::should_check_nan(); }
EXPORT void at_set_anomaly(bool enabled, bool check_nan) { AnomalyMode::set_enabled(enabled, check_nan); }
