#include "shim.h"

EXPORT Tensor* at_mse_loss(Tensor* t, Tensor* target, int64_t reduction) { return tensor([&] { return at::mse_loss(*t, *target, reduction); }); }
EXPORT Tensor* at_l1_loss(Tensor* t, Tensor* target, int64_t reduction) { return tensor([&] { return at::l1_loss(*t, *target, reduction); }); }
EXPORT Tensor* at_smooth_l1_loss(Tensor* t, Tensor* target, int64_t reduction, double beta) { return tensor([&] { return at::smooth_l1_loss(*t, *target, reduction, beta); }); }
EXPORT Tensor* at_huber_loss(Tensor* t, Tensor* target, int64_t reduction, double delta) { return tensor([&] { return at::huber_loss(*t, *target, reduction, delta); }); }
EXPORT Tensor* at_kl_div(Tensor* t, Tensor* target, int64_t reduction, bool log_target) { return tensor([&] { return at::kl_div(*t, *target, reduction, log_target); }); }

EXPORT Tensor* at_nll_loss(Tensor* t, Tensor* target, Tensor* weight, int64_t reduction)
{
    return tensor([&] { return at::nll_loss_nd(*t, *target, maybe(weight), reduction); });
}

EXPORT Tensor* at_cross_entropy(Tensor* t, Tensor* target, Tensor* weight, int64_t reduction, int64_t ignore_index, double label_smoothing)
{
    return tensor([&] { return at::cross_entropy_loss(*t, *target, maybe(weight), reduction, ignore_index, label_smoothing); });
}

EXPORT Tensor* at_binary_cross_entropy(Tensor* t, Tensor* target, Tensor* weight, int64_t reduction)
{
    return tensor([&] { return at::binary_cross_entropy(*t, *target, maybe(weight), reduction); });
}

EXPORT Tensor* at_binary_cross_entropy_with_logits(Tensor* t, Tensor* target, Tensor* weight, Tensor* pos_weight, int64_t reduction)
{
    return tensor([&] { return at::binary_cross_entropy_with_logits(*t, *target, maybe(weight), maybe(pos_weight), reduction); });
}
