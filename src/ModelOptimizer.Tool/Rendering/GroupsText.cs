using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>Coupled sets and groups as text.</summary>
internal static class GroupsText
{
    /// <summary>Each coupled set with its group, what was refused and what stays whole, then what each group holds.</summary>
    public static void Write(TextWriter output, CoupledSets sets)
    {
        foreach (var chain in sets.Chains)
        {
            output.WriteLine(sets.GroupOf(chain) is { } group ? $"{chain} [{group}]" : chain.ToString());
        }

        foreach (var refusal in sets.Coupling.Refusals)
        {
            output.WriteLine($"refused {refusal}");
        }

        foreach (var (layer, reason) in sets.Coupling.LeftWhole)
        {
            output.WriteLine($"left whole {layer}: {reason}");
        }

        output.WriteLine();
        Columns.Write(
            output,
            [
                ["group", "layers", "channels", "may leave", "parameters", "MACs"],
                .. sets.Groups.Select(group => (string[])
                [
                    group.Name, Columns.Number(group.Layers), Columns.Number(group.Channels), Columns.Number(group.Free), Columns.Number(group.Parameters), Columns.Number(group.Macs),
                ]),
            ]);
    }
}
