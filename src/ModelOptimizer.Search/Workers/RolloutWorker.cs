using ModelOptimizer.Data;
using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Training;

namespace ModelOptimizer.Search.Workers;

/// <summary>The worker's side of the protocol.</summary>
public static class RolloutWorker
{
    /// <summary>Answers line by line until the input ends.</summary>
    /// <param name="input">What the search sends.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="load">Makes rollouts of a setup.</param>
    /// <param name="cancellation">Ends the worker.</param>
    public static void Serve(TextReader input, TextWriter output, Func<RolloutSetup, Rollout> load, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(load);
        Rollout? rollout = null;
        while (input.ReadLine() is { } line)
        {
            var message = WorkerMessage.Parse(line);
            if (message.Setup is { } setup)
            {
                try
                {
                    rollout = load(setup);
                    Say(new() { Ready = true });
                }
                catch (Exception error) when (error is SearchException or GraphException or DatasetException or TrainingException)
                {
                    Say(new() { Refusal = error.Message });
                    return;
                }
            }
            else if (rollout is not null && message.Plan is { } plan)
            {
                Say(new() { Outcome = rollout.Try(PruningPlan.FromJson(plan), cancellation) });
            }
            else
            {
                Say(new() { Refusal = "A worker takes a setup first and then plans." });
                return;
            }
        }

        void Say(WorkerMessage answer)
        {
            output.WriteLine(answer.ToLine());
            output.Flush();
        }
    }
}
