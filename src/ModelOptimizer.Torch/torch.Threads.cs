namespace TorchSharp;

public static partial class torch
{
    public static void set_num_threads(int num) => Native.at_set_num_threads(num);

    public static int get_num_threads() => Native.at_get_num_threads();

    public static void set_num_interop_threads(int num) => Native.at_set_num_interop_threads(num).Check();

    public static int get_num_interop_threads() => Native.at_get_num_interop_threads();
}
