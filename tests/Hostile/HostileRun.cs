namespace ModelOptimizer.Tests.Hostile;

/// <summary>Reads many damaged inputs. A case depends on its seed and number alone, so that each can be had again without those before it.</summary>
internal sealed class HostileRun(HostileInput input, int seed)
{
    /// <summary>A case takes a millisecond; one that takes this long does not end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<Finding> _findings = [];
    private long _number;

    /// <summary>How many cases were refused as documented; the others were read.</summary>
    public long Refused { get; private set; }

    /// <summary>The bytes of one case.</summary>
    public byte[] Case(long number) => input.Make(new(Mix(seed, number)));

    /// <summary>Runs cases in a row and returns what is wrong, at most <paramref name="limit"/> findings.</summary>
    public IReadOnlyList<Finding> Run(long first, long count, int limit = 10)
    {
        // The stack of a thread of the pool: deep recursion must not hide in the larger one of a main thread.
        var thread = new Thread(() => RunAll(first, count, limit), 1536 << 10) { IsBackground = true };
        thread.Start();
        for (var (last, since) = (-1L, DateTime.UtcNow); !thread.Join(TimeSpan.FromSeconds(1));)
        {
            var number = Interlocked.Read(ref _number);
            if (number != last)
            {
                (last, since) = (number, DateTime.UtcNow);
            }
            else if (DateTime.UtcNow - since > Patience)
            {
                return [.. _findings, new(input.Kind, seed, number, "does not end")];
            }
        }

        return _findings;
    }

    private void RunAll(long first, long count, int limit)
    {
        for (var number = first; number < first + count && _findings.Count < limit; number++)
        {
            Interlocked.Exchange(ref _number, number);
            if (Problem(Case(number)) is { } problem)
            {
                _findings.Add(new(input.Kind, seed, number, problem));
            }
        }
    }

    private string? Problem(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            input.Read(bytes);
        }
        catch (Exception error) when (input.IsRefusal(error))
        {
            Refused++;
        }
        catch (Exception error)
        {
            return error is HostileException ? error.Message : error.ToString();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var allowed = input.Constant + (input.Multiple * bytes.Length);
        return allocated <= allowed ? null : FormattableString.Invariant($"{bytes.Length} bytes made it allocate {allocated}; {allowed} are allowed");
    }

    /// <summary>Mixes seed and number; equal on every machine and in every process.</summary>
    private static int Mix(int seed, long number)
    {
        var mixed = unchecked((((ulong)(uint)seed << 32) ^ (ulong)number) * 0x9E3779B97F4A7C15);
        return (int)(unchecked((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9) >> 33);
    }
}
