#include "shim.h"
#include <string>

static thread_local std::string last_error;

void remember_error() noexcept
{
    try {
        try { throw; }
        catch (const c10::Error& e) { last_error = e.what_without_backtrace(); }
        catch (const std::exception& e) { last_error = e.what(); }
        catch (...) { last_error = "unknown native exception"; }
    }
    catch (...) { last_error.clear(); } // out of memory while copying a message
}

EXPORT const char* at_last_error() { return last_error.c_str(); }

TensorList* to_list(const std::vector<Tensor>& tensors)
{
    auto count = static_cast<int64_t>(tensors.size());
    auto result = new TensorList{count, new Tensor*[tensors.size()]};
    for (int64_t i = 0; i < count; i++) result->items[i] = tensors[i].defined() ? new Tensor(tensors[i]) : nullptr;
    return result;
}

EXPORT void at_free_list(TensorList* list)
{
    delete[] list->items;
    delete list;
}
