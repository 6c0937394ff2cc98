namespace CrmKit.Desk;

/// <summary>What happened with every customer up to an instant.</summary>
internal sealed class CustomerHistories
{
    private readonly Dictionary<CustomerId, RelationshipHistory> _histories = [];
    private readonly Instant _until;

    private CustomerHistories(Instant until) => _until = until;

    /// <summary>Gathers the histories of a store. What is recorded ahead of the instant has not happened yet.</summary>
    public static async Task<CustomerHistories> GatherAsync(IAsyncEnumerable<RelationshipHistory> all, Instant until, CancellationToken cancellationToken)
    {
        var histories = new CustomerHistories(until);
        await foreach (var history in all.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            histories._histories.Add(history.Events[0].Customer, history);
        }

        return histories;
    }

    /// <summary>The history of one customer, whose days are counted in the customer's zone.</summary>
    public RelationshipHistory Of(CustomerId customer, DateTimeZone zone) =>
        (_histories.TryGetValue(customer, out var own) ? own.Until(_until) : RelationshipHistory.Empty).In(zone);
}
