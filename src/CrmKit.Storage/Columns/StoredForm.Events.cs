namespace CrmKit.Storage;

/// <content>Events.</content>
public static partial class StoredForm
{
    /// <summary>An event.</summary>
    /// <param name="happened">The event.</param>
    /// <exception cref="ArgumentException">The stores know no event of this type, or a touch names another customer than its effect.</exception>
    /// <exception cref="InvalidOperationException">A key or id is <c>default</c>.</exception>
    public static TimelineEvent Of(TimelineEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        RequireKey(happened.Customer);
        _ = happened.Key.Value;
        _ = RelatedTo(happened)?.Value;
        if (happened is Touch touch && touch.Customer != touch.Touched.Customer)
        {
            throw new ArgumentException("A touch belongs to the customer of its effect; this one names two customers.", nameof(happened));
        }

        return happened with { OccurredAt = ColumnInstant.Truncate(happened.OccurredAt) };
    }

    /// <summary>Whether two events of one key are the same event.</summary>
    /// <remarks>
    /// The content of a purchase is customer, day, amount and, where the later one tells them, items; that of a return customer, day, amount and its purchase, 1.5 and 1.50 being one. The time of day is none:
    /// where the source knows the day alone, it is made of the business's zone, and the same file gives another one when that zone is set otherwise.
    /// The customer is the one whom the event was recorded of, before any merge.
    /// </remarks>
    /// <param name="known">The event that is recorded.</param>
    /// <param name="given">The event given.</param>
    public static bool IsSameContent(TimelineEvent? known, TimelineEvent given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return (known, given) switch
        {
            (Purchase left, Purchase right) =>
                (left.Key, left.Customer, left.Day, left.Amount) == (right.Key, right.Customer, right.Day, right.Amount) && TellsNothingNew(left, right),
            (PurchaseReturn left, PurchaseReturn right) =>
                (left.Key, left.Customer, left.Day, left.Amount, left.Purchase) == (right.Key, right.Customer, right.Day, right.Amount, right.Purchase),
            _ => given.Equals(known),
        };
    }

    // A source that does not tell what was bought contradicts nobody who does.
    private static bool TellsNothingNew(Purchase known, Purchase given) => given.Items.IsEmpty || known.Items.AsSpan().SequenceEqual(given.Items.AsSpan());

    private static EventKey? RelatedTo(TimelineEvent happened) => happened switch
    {
        PurchaseReturn given => given.Purchase,
        Reply reply => reply.To,
        Feedback feedback => feedback.About,
        Complaint complaint => complaint.About,
        ComplaintResolved resolved => resolved.Complaint,
        PromiseKept kept => kept.Promise,
        PaymentFailed failed => failed.About,
        Engagement shown => shown.To,
        Purchase or Touch or Promise or IncentiveGrant => null,
        _ => throw new ArgumentException($"Stores keep the events of the library; {happened.GetType().Name} is none.", nameof(happened)),
    };
}
