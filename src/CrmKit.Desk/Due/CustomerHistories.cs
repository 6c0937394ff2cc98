namespace CrmKit.Desk;

/// <summary>What happened with every customer up to an instant, put in order for those who are asked about.</summary>
internal sealed class CustomerHistories
{
    private readonly Dictionary<CustomerId, List<TimelineEvent>> _events = [];

    private CustomerHistories()
    {
    }

    /// <summary>Gathers the events of a store. What is recorded ahead of the instant has not happened yet.</summary>
    public static async Task<CustomerHistories> GatherAsync(IAsyncEnumerable<RecordedEvent> events, Instant until, CancellationToken cancellationToken)
    {
        var histories = new CustomerHistories();
        await foreach (var recorded in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (recorded.Event.OccurredAt > until)
            {
                continue;
            }

            if (!histories._events.TryGetValue(recorded.Event.Customer, out var own))
            {
                histories._events.Add(recorded.Event.Customer, own = []);
            }

            own.Add(recorded.Event);
        }

        return histories;
    }

    /// <summary>The history of one customer, whose days are counted in the customer's zone.</summary>
    public RelationshipHistory Of(CustomerId customer, DateTimeZone zone) =>
        new(_events.TryGetValue(customer, out var own) ? own : [], zone);
}
