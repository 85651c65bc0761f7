#include "shim.h"
#include <torch/serialize.h>

// libtorch's C++ archive of one tensor.
EXPORT bool at_save(Tensor* t, const char* path) { return attempt([&] { torch::save(*t, std::string(path)); }); }
EXPORT Tensor* at_load(const char* path) { return tensor([&] { Tensor t; torch::load(t, std::string(path)); return t; }); }
