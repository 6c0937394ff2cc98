namespace CrmKit.Storage;

/// <summary>Refuses what a row's state does not allow, with the same words in every store. For those who write a store.</summary>
public static class OutboxTransition
{
    /// <summary>Checks an outcome.</summary>
    /// <param name="outcome">How the worker lets go.</param>
    /// <param name="from">Where the row stands.</param>
    /// <exception cref="InvalidOperationException">The state does not allow the outcome.</exception>
    public static void Require(OutboxOutcome outcome, OutboxState from)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (!outcome.IsAllowedFrom(from))
        {
            throw new InvalidOperationException($"A row that is {from} cannot become {outcome.State}.");
        }
    }
}
