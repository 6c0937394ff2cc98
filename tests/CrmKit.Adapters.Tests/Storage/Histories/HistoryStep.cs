namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>One step of a history, with words for a failing report.</summary>
/// <param name="Words">What it does.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record HistoryStep(string Words, Func<HistoryRun, Task> RunAsync)
{
    public override string ToString() => Words;
}
