namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>One step of a history, with words for a failing report.</summary>
/// <param name="Words">What it does.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record HistoryStep(string Words, Func<HistoryRun, Task> RunAsync)
{
    /// <summary>Agreements with proof that it may bring, each with the instant at which it was given; <c>null</c> for the clock's.</summary>
    public ImmutableArray<(ContactPoint Point, Instant? At)> Agreements { get; init; } = [];

    public override string ToString() => Words;
}
