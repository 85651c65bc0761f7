namespace TorchSharp.Modules;

/// <summary>Parameter groups with their options, and a state per parameter.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly Dictionary<nint, OptimizerState> states = [];

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void zero_grad()
    {
        torch.Tensor[] all = [.. parameters()];
        var status = Native.at_zero_grad(Native.Handles(all), all.Length);
        Native.KeepAlive(all);
        status.Check();
    }

    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Parameters = param_group.Parameters.ToList();
        CompleteOptions(param_group);
        param_group.Options.InitialLearningRate = param_group.LearningRate;
        _parameter_groups.Add(param_group);
        foreach (var parameter in param_group.Parameters)
        {
            var state = NewState(parameter);
            state.Initialize(param_group.Options);
            states[parameter.Handle] = state;
        }
    }

    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            foreach (var parameter in group.Parameters)
                result.State.Add(states[parameter.Handle]);
        }
        return result;
    }

    /// <exception cref="ArgumentException">The other optimizer has other groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSameCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
        {
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i]))
                own.Options[i].LoadStateDict(state_dict.Options[i]);
        }
        for (var i = 0; i < own.State.Count; i++)
        {
            if (!ReferenceEquals(own.State[i], state_dict.State[i]))
                own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        var all = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(all.Options.Count);
        writer.Write7BitEncodedInt64(all.State.Count);
        foreach (var options in all.Options)
            options.SaveStateDict(writer);
        foreach (var state in all.State)
            state.SaveStateDict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">The state is another kind of optimizer's.</exception>
    /// <exception cref="ArgumentException">The state has other groups or parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        var all = state_dict();
        RequireSameCounts(all, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in all.Options)
            options.LoadStateDict(reader);
        foreach (var state in all.State)
            state.LoadStateDict(reader);
    }

    public void to(torch.Device device)
    {
        foreach (var state in states.Values)
            state.to(device);
    }

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>Fills what a group leaves open with the optimizer's defaults.</summary>
    private protected abstract void CompleteOptions(ParamGroup group);

    private protected OptimizerState StateOf(Parameter parameter) => states[parameter.Handle];

    private protected static torch.Tensor? Evaluate(Func<torch.Tensor>? closure)
    {
        if (closure is null)
            return null;
        using var grad = torch.enable_grad();
        return closure();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        foreach (var state in states.Values)
            (state as IDisposable)?.Dispose();
        states.Clear();
    }

    private static void RequireSameCounts(StateDictionary own, long options, long states)
    {
        if (own.Options.Count != options)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (own.State.Count != states)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
    }
}
