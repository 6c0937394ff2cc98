using System.Reflection;
using CrmKit.Storage;

namespace CrmKit.KillWorker;

/// <summary>A store with fail points before and after each change of the outbox.</summary>
public class FailingStore : DispatchProxy
{
    private ICrmStore _store = null!;
    private FailPoint _failPoint = null!;

    internal static ICrmStore Around(ICrmStore store, FailPoint failPoint)
    {
        var proxy = Create<ICrmStore, FailingStore>();
        var failing = (FailingStore)(object)proxy;
        (failing._store, failing._failPoint) = (store, failPoint);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var place = targetMethod!.Name switch
        {
            nameof(ICrmStore.ClaimAsync) => "claim",
            nameof(ICrmStore.TryBeginSendingAsync) => "begin",
            nameof(ICrmStore.FinishAsync) => "finish",
            nameof(ICrmStore.RenewAsync) => "renew",
            _ => null,
        };
        if (place is null)
        {
            return targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        }

        _failPoint.Reached("before-" + place);
        var result = (Task)targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null)!;
        if (result.IsCompletedSuccessfully)
        {
            _failPoint.Reached("after-" + place);
        }
        else
        {
            _ = result.ContinueWith(_ => _failPoint.Reached("after-" + place), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return result;
    }
}
