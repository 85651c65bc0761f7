namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015); a step over all parameters of all groups is one native call.</summary>
public partial class Adam : OptimizerHelper, torch.optim.IBetas
{
    private readonly Options defaults;

    public Adam(
        IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (beta1 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta1 value: {beta1}");
        if (beta2 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta2 value: {beta2}");
        if (eps < 0)
            throw new ArgumentException($"Invalid eps value: {eps}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        defaults = new()
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (defaults.beta1!.Value, defaults.beta2!.Value);
        set => (defaults.beta1, defaults.beta2) = value;
    }

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
    {
        var loss = Evaluate(closure);
        List<AdamItem> items = [];
        List<State> states = [];
        foreach (var group in _parameter_groups)
        {
            var options = ((ParamGroup)group).Options;
            var item = new AdamItem
            {
                LearningRate = options.LearningRate!.Value,
                Beta1 = options.beta1!.Value,
                Beta2 = options.beta2!.Value,
                Epsilon = options.eps!.Value,
                WeightDecay = options.weight_decay!.Value,
                Maximize = options.maximize!.Value,
            };
            foreach (var parameter in group.Parameters)
            {
                var state = (State)StateOf(parameter);
                item.Parameter = parameter.Handle;
                item.ExpAvg = state.exp_avg.Handle;
                item.ExpAvgSq = state.exp_avg_sq.Handle;
                item.MaxExpAvgSq = options.amsgrad!.Value ? state.max_exp_avg_sq!.Handle : 0;
                item.Step = state.step;
                items.Add(item);
                states.Add(state);
            }
        }
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items);
        var status = Native.at_adam_step(all, all.Length);
        for (var i = 0; i < all.Length; i++)
            states[i].step = all[i].Step;
        GC.KeepAlive(this);
        status.Check();
        return loss;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void CompleteOptions(Modules.ParamGroup group)
    {
        group.Options ??= new Options();
        var options = (Options)group.Options;
        options.LearningRate ??= defaults.LearningRate;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.amsgrad ??= defaults.amsgrad;
        options.maximize ??= defaults.maximize;
    }
}
