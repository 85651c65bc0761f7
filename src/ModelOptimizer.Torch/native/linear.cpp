#include "shim.h"
#include <string>

EXPORT Tensor* at_matmul(Tensor* a, Tensor* b) { return tensor([&] { return at::matmul(*a, *b); }); }
EXPORT Tensor* at_mm(Tensor* a, Tensor* b) { return tensor([&] { return at::mm(*a, *b); }); }
EXPORT Tensor* at_bmm(Tensor* a, Tensor* b) { return tensor([&] { return at::bmm(*a, *b); }); }
EXPORT Tensor* at_mv(Tensor* a, Tensor* b) { return tensor([&] { return at::mv(*a, *b); }); }
EXPORT Tensor* at_dot(Tensor* a, Tensor* b) { return tensor([&] { return at::dot(*a, *b); }); }
EXPORT Tensor* at_outer(Tensor* a, Tensor* b) { return tensor([&] { return at::outer(*a, *b); }); }
EXPORT Tensor* at_addmm(Tensor* t, Tensor* a, Tensor* b, double beta, double alpha) { return tensor([&] { return at::addmm(*t, *a, *b, beta, alpha); }); }
EXPORT Tensor* at_linear(Tensor* t, Tensor* weight, Tensor* bias) { return tensor([&] { return at::linear(*t, *weight, maybe(bias)); }); }
EXPORT Tensor* at_einsum(const char* equation, Tensor* const* items, int32_t n) { return tensor([&] { return at::einsum(std::string(equation), list(items, n)); }); }
EXPORT Tensor* at_cdist(Tensor* a, Tensor* b, double p, int64_t mode) { return tensor([&] { return at::cdist(*a, *b, p, mode); }); }
