using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Torch.Tests;

public class MemoryTests
{
    [Fact]
    public void Resident_memory_does_not_grow_over_2000_training_steps()
    {
        using var all = NewDisposeScope();
        set_num_threads(1);
        manual_seed(1);
        var first = new Parameter(randn(8, 3, 3, 3) * 0.2);
        var gamma = new Parameter(ones(8));
        var beta = new Parameter(zeros(8));
        var second = new Parameter(randn(4, 8, 1, 1) * 0.2);
        Parameter[] parameters = [first, gamma, beta, second];
        var mean = zeros(8);
        var variance = ones(8);
        using var sgd = optim.SGD(parameters, 0.01, momentum: 0.9, weight_decay: 1e-4, nesterov: true);
        var labels = randint(4, [4]);
        var images = new float[4 * 3 * 8 * 8];
        Train(300);
        var before = Resident();
        Train(2000);
        var grown = Resident() - before;
        Assert.True(grown < 8 << 20, $"{grown >> 10} KiB more after 2,000 steps");

        void Train(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                using var scope = NewDisposeScope();
                var x = tensor(images, [4, 3, 8, 8]) + (i % 7);
                var y = functional.conv2d(x, first, padding: [1, 1]);
                y = functional.leaky_relu(functional.batch_norm(y, mean, variance, gamma, beta, training: true), 0.1);
                y = functional.conv2d(functional.max_pool2d(y, 2), second).mean([2, 3]);
                var loss = functional.cross_entropy(y, labels);
                loss.backward();
                nn.utils.clip_grad_norm_(parameters, 10);
                sgd.step();
                foreach (var p in parameters)
                    p.grad = null;
            }
        }
    }

    [Fact]
    public void Finalizers_free_forgotten_tensors()
    {
        var before = Resident();
        for (var i = 0; i < 200; i++)
        {
            Forget();
            if (i % 10 == 9)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        Assert.True(Resident() - before < 400 << 20);

        static void Forget() => torch.ones(1 << 20);
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
