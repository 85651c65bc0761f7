#include "shim.h"
#include <ATen/CPUGeneratorImpl.h>

using at::Generator;

static c10::optional<Generator> maybe(const Generator* g) { return g ? c10::optional<Generator>(*g) : c10::nullopt; }

template <class F>
static Tensor* create(Factory f, F compute)
{
    return tensor([&] { return compute(at::TensorOptions().dtype(maybe_dtype(f.dtype))).set_requires_grad(f.requires_grad); });
}

EXPORT Tensor* at_rand(const int64_t* size, int32_t rank, Generator* g, Factory f)
{
    return create(f, [&](auto o) { return at::rand(ints(size, rank), maybe(g), o); });
}

EXPORT Tensor* at_randn(const int64_t* size, int32_t rank, Generator* g, Factory f)
{
    return create(f, [&](auto o) { return at::randn(ints(size, rank), maybe(g), o); });
}

EXPORT Tensor* at_randint(int64_t low, int64_t high, const int64_t* size, int32_t rank, Generator* g, Factory f)
{
    return create(f, [&](auto o) { return at::randint(low, high, ints(size, rank), maybe(g), o); });
}

EXPORT Tensor* at_randperm(int64_t n, Generator* g, Factory f)
{
    return create(f, [&](auto o) { return at::randperm(n, maybe(g), o); });
}

EXPORT Tensor* at_normal(Tensor* mean, Tensor* std, Generator* g) { return tensor([&] { return at::normal(*mean, *std, maybe(g)); }); }
EXPORT Tensor* at_bernoulli(Tensor* p, Generator* g) { return tensor([&] { return at::bernoulli(*p, maybe(g)); }); }

EXPORT Tensor* at_multinomial(Tensor* p, int64_t samples, bool replacement, Generator* g)
{
    return tensor([&] { return at::multinomial(*p, samples, replacement, maybe(g)); });
}

EXPORT bool at_normal_(Tensor* t, double mean, double std, Generator* g) { return attempt([&] { t->normal_(mean, std, maybe(g)); }); }
EXPORT bool at_uniform_(Tensor* t, double from, double to, Generator* g) { return attempt([&] { t->uniform_(from, to, maybe(g)); }); }
EXPORT bool at_bernoulli_(Tensor* t, double p, Generator* g) { return attempt([&] { t->bernoulli_(p, maybe(g)); }); }
EXPORT bool at_bernoulli_tensor_(Tensor* t, Tensor* p, Generator* g) { return attempt([&] { t->bernoulli_(*p, maybe(g)); }); }

EXPORT Generator* at_generator(uint64_t seed) { return new Generator(at::detail::createCPUGenerator(seed)); }
EXPORT Generator* at_default_generator() { return new Generator(at::detail::getDefaultCPUGenerator()); }
EXPORT void at_free_generator(Generator* g) { delete g; }
EXPORT int64_t at_initial_seed(Generator* g) { return static_cast<int64_t>(g->current_seed()); }

EXPORT void at_seed_generator(Generator* g, int64_t seed)
{
    std::lock_guard<std::mutex> lock(g->mutex());
    g->set_current_seed(static_cast<uint64_t>(seed));
}

EXPORT Tensor* at_generator_state(Generator* g)
{
    return tensor([&] { std::lock_guard<std::mutex> lock(g->mutex()); return g->get_state(); });
}

EXPORT bool at_set_generator_state(Generator* g, Tensor* state)
{
    return attempt([&] { std::lock_guard<std::mutex> lock(g->mutex()); g->set_state(*state); });
}

EXPORT void at_manual_seed(int64_t seed) { at::manual_seed(static_cast<uint64_t>(seed)); }
