namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum; a step over all parameters of all groups is one native call.</summary>
public partial class SGD : OptimizerHelper, torch.optim.IMomentum
{
    private readonly Options defaults;

    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (momentum < 0)
            throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        defaults = new()
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public double Momentum
    {
        get => defaults.momentum!.Value;
        set => defaults.momentum = value;
    }

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
    {
        var loss = Evaluate(closure);
        List<SgdItem> items = [];
        List<State> states = [];
        foreach (var group in _parameter_groups)
        {
            var options = ((ParamGroup)group).Options;
            var item = new SgdItem
            {
                LearningRate = options.LearningRate!.Value,
                Momentum = options.momentum!.Value,
                Dampening = options.dampening!.Value,
                WeightDecay = options.weight_decay!.Value,
                Nesterov = options.nesterov!.Value,
                Maximize = options.maximize!.Value,
            };
            foreach (var parameter in group.Parameters)
            {
                var state = (State)StateOf(parameter);
                item.Parameter = parameter.Handle;
                item.MomentumBuffer = state.momentum_buffer?.Handle ?? 0;
                items.Add(item);
                states.Add(state);
            }
        }
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items);
        var status = Native.at_sgd_step(all, all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            if (states[i].momentum_buffer is null && all[i].MomentumBuffer != 0)
                states[i].momentum_buffer = new(all[i].MomentumBuffer, register: false);
        }
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
        options.momentum ??= defaults.momentum;
        options.dampening ??= defaults.dampening;
        options.weight_decay ??= defaults.weight_decay;
        options.nesterov ??= defaults.nesterov;
        options.maximize ??= defaults.maximize;
    }
}
