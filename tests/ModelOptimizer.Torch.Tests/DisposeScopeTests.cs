using TorchSharp;
using TorchSharp.Modules;

namespace ModelOptimizer.Torch.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void Disposes_what_was_created_in_it()
    {
        torch.Tensor inner;
        using (torch.NewDisposeScope())
            inner = torch.ones(2);
        Assert.True(inner.IsInvalid);
    }

    [Fact]
    public void Leaves_alone_what_was_created_before_it()
    {
        using var outside = torch.ones(2);
        using (torch.NewDisposeScope())
            Assert.Null(torch.CurrentDisposeScope!.DisposablesView.SingleOrDefault());
        Assert.False(outside.IsInvalid);
    }

    [Fact]
    public void Owns_aliases_such_as_gradients_and_chunks()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones(4, requires_grad: true);
        var sum = x.sum();
        sum.backward();
        var grad = x.grad!;
        var chunks = x.chunk(2);
        Assert.All([x, sum, grad, .. chunks], t => Assert.True(scope.Contains(t)));
        Assert.Equal(5, scope.DisposablesCount);
    }

    [Fact]
    public void Moves_a_tensor_to_the_outer_scope()
    {
        using var outer = torch.NewDisposeScope();
        torch.Tensor kept;
        using (torch.NewDisposeScope())
            kept = torch.ones(2).MoveToOuterDisposeScope();
        Assert.False(kept.IsInvalid);
        Assert.True(outer.Contains(kept));
    }

    [Fact]
    public void Moving_out_of_the_outermost_scope_detaches()
    {
        torch.Tensor kept;
        using (var scope = torch.NewDisposeScope())
            kept = scope.MoveToOuter(torch.ones(2));
        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void Detached_tensors_survive_every_scope()
    {
        torch.Tensor kept;
        using (torch.NewDisposeScope())
        using (torch.NewDisposeScope())
            kept = torch.ones(2).DetachFromDisposeScope();
        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void A_tensor_disposed_early_leaves_its_scope()
    {
        using var scope = torch.NewDisposeScope();
        torch.ones(2).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_may_be_disposed_out_of_order()
    {
        var outer = torch.NewDisposeScope();
        var inner = torch.NewDisposeScope();
        outer.Dispose();
        var created = torch.ones(2);
        Assert.True(inner.Contains(created));
        inner.Dispose();
        Assert.True(created.IsInvalid);
        Assert.Null(torch.CurrentDisposeScope);
    }

    [Fact]
    public void Keeps_the_exceptions_of_DisposeEverythingBut()
    {
        using var scope = torch.NewDisposeScope();
        var kept = torch.ones(2);
        var gone = torch.ones(2);
        scope.DisposeEverythingBut(kept);
        Assert.False(kept.IsInvalid);
        Assert.True(gone.IsInvalid);
        Assert.True(scope.Contains(kept));
    }

    [Fact]
    public void Attaches_a_tensor_created_elsewhere()
    {
        var tensor = torch.ones(2);
        using (var scope = torch.NewDisposeScope())
            scope.Attach(tensor);
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Moves_between_siblings()
    {
        using var target = torch.NewDisposeScope();
        torch.Tensor moved;
        using (torch.NewDisposeScope())
            moved = torch.ones(2).MoveToOtherDisposeScope(target);
        Assert.False(moved.IsInvalid);
    }

    [Fact]
    public void Does_not_flow_to_other_threads()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor? other = null;
        var thread = new Thread(() => other = torch.ones(2));
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        other!.Dispose();
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data()
    {
        Parameter parameter;
        using (var scope = torch.NewDisposeScope())
        {
            var data = torch.ones(2);
            parameter = new Parameter(data);
            Assert.False(scope.Contains(data));
            Assert.True(scope.Contains(parameter));
        }
        Assert.True(parameter.IsInvalid);
    }

    [Fact]
    public void A_disposed_scope_refuses_to_be_used()
    {
        var scope = torch.NewDisposeScope();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposeEverything());
    }

    [Fact]
    public void Wraps_an_expression_and_keeps_its_result()
    {
        torch.Tensor? intermediate = null;
        using var result = torch.WrappedTensorDisposeScope(() =>
        {
            intermediate = torch.ones(2);
            return intermediate + 1;
        });
        Assert.True(intermediate!.IsInvalid);
        Assert.Equal([2f, 2f], result.data<float>().ToArray());
    }
}
