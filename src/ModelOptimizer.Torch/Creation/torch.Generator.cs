using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

public static partial class torch
{
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = InitializeDevice(device);
            handle = Native.at_generator(seed);
        }

        private Generator(nint handle)
        {
            device = CPU;
            this.handle = handle;
        }

        ~Generator() => Dispose(false);

        public static Generator Default => new(Native.at_default_generator());

        public nint Handle => handle;

        public Device device { get; private set; }

        public Tensor get_state() => Native.at_generator_state(this);

        public void set_state(Tensor value) => Native.at_set_generator_state(this, value).Check();

        public long initial_seed() => Native.at_initial_seed(this);

        public Generator manual_seed(long seed)
        {
            Native.at_seed_generator(this, seed);
            return this;
        }

        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle != 0)
                Native.at_free_generator(handle);
            handle = 0;
        }
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            Native.at_manual_seed(seed);
            return Generator.Default;
        }

        public static long seed()
        {
            using var generator = Generator.Default;
            return generator.seed();
        }

        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
