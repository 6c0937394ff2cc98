namespace CrmKit.Churn;

/// <summary>Counts the touches before each customer's first purchase from timelines, event after event in any order, so that they can be streamed. Not thread-safe.</summary>
/// <remarks>
/// A touch at the very instant of the purchase did not come before it. Who was never touched and never bought is no lead of the timeline and is not counted; who
/// bought without a touch is sold after 0. Events after the last instant are not looked at. Memory 8 bytes for each touch before a sale, and the customers' keys.
/// </remarks>
public sealed class LeadTouchesBuilder
{
    private readonly Dictionary<CustomerId, Lead> _leads = [];
    private readonly Instant _asOf;
    private readonly Func<Touch, bool> _counts;

    /// <summary>Creates a builder.</summary>
    /// <param name="asOf">The last instant to look at.</param>
    /// <param name="counts">Which touches count; promotional ones and those that keep the relationship unless told, since order confirmations and recalls sell nothing.</param>
    public LeadTouchesBuilder(Instant asOf, Func<Touch, bool>? counts = null) => (_asOf, _counts) = (asOf, counts ?? (static touch => TouchClassRules.CountsInCap(touch.Class)));

    /// <summary>Adds an event: touches and purchases count, others are passed over.</summary>
    /// <param name="item">The event.</param>
    public void Add(TimelineEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.OccurredAt > _asOf)
        {
            return;
        }

        switch (item)
        {
            case Touch touch when _counts(touch):
                LeadOf(touch.Customer).Touches.Add(touch.OccurredAt);
                break;
            case Purchase purchase when LeadOf(purchase.Customer) is var lead && purchase.OccurredAt < lead.SoldAt:
                lead.SoldAt = purchase.OccurredAt;
                break;
        }
    }

    /// <summary>What was counted, a lead for each customer.</summary>
    /// <param name="isLost">Who was given up; nobody unless told. Who bought is sold all the same.</param>
    public ImmutableArray<LeadTouches> Build(Func<CustomerId, bool>? isLost = null) =>
    [
        .. _leads.Select(pair => pair.Value.SoldAt == Instant.MaxValue
            ? new LeadTouches(pair.Value.Touches.Count, isLost?.Invoke(pair.Key) == true ? LeadOutcome.Lost : LeadOutcome.Open)
            : new LeadTouches(pair.Value.Touches.Count(at => at < pair.Value.SoldAt), LeadOutcome.Sold)),
    ];

    private Lead LeadOf(CustomerId customer)
    {
        if (!_leads.TryGetValue(customer, out var lead))
        {
            lead = new Lead();
            _leads.Add(customer, lead);
        }

        return lead;
    }

    private sealed class Lead
    {
        public List<Instant> Touches { get; } = [];

        public Instant SoldAt { get; set; } = Instant.MaxValue;
    }
}
