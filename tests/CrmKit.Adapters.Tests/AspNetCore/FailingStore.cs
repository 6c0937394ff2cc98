using System.Reflection;
using CrmKit.Storage;

namespace CrmKit.Adapters.Tests.AspNetCore;

/// <summary>A store that is watched, and can be told to fail.</summary>
public class FailingStore : DispatchProxy
{
    private ICrmStore _inner = null!;
    private Func<string, object?[], bool> _fails = (_, _) => false;

    public static ICrmStore Over(ICrmStore inner, Func<string, object?[], bool> fails)
    {
        var store = Create<ICrmStore, FailingStore>();
        ((FailingStore)(object)store)._inner = inner;
        ((FailingStore)(object)store)._fails = fails;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _fails(targetMethod!.Name, args ?? [])
        ? throw new CrmStoreException("The store failed.", isTransient: true, new TimeoutException())
        : targetMethod.Invoke(_inner, args);
}
