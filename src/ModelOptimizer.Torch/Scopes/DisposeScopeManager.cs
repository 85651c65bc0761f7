namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? ofThisThread;

    internal static DisposeScopeManager ThreadSingleton => ofThisThread ??= new();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal DisposeScope Push() => CurrentDisposeScope = new(this, CurrentDisposeScope);

    /// <summary>Takes a scope out of the stack, wherever it stands in it.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (ReferenceEquals(CurrentDisposeScope, scope))
        {
            CurrentDisposeScope = scope.OuterScope;
            return;
        }
        for (var inner = CurrentDisposeScope; inner is not null; inner = inner.OuterScope)
        {
            if (ReferenceEquals(inner.OuterScope, scope))
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }
}
