namespace CrmKit.Cadence;

/// <summary>Proposes a reminder in the days before the next purchase is to be expected, by the customer's own rhythm. It is of use, and pointless once the person has bought.</summary>
/// <remarks>
/// The key is the day of the last purchase, not that of the window: a rhythm that is estimated anew moves the window by days, and the reminder stays one. Proposes nothing
/// without a rhythm (<see cref="CustomerOutlook.Rhythm"/>) or where its window has no start. Thread-safe.
/// </remarks>
public sealed class Replenishments : ITouchSource
{
    private readonly ReplenishmentOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">What is used up, and how early the reminder comes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Replenishments(ReplenishmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OccasionCheck.Days(options.LeadDays, 1, 90, "The time before the reorder window", nameof(options));
        OccasionCheck.Reach(options.Channels, options.Purpose, nameof(options));
        _options = options with { Items = options.Items.IsDefault ? [] : options.Items };
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (customer.Outlook.Rhythm is not { WindowStart: { } start } rhythm
            || today >= start
            || today < start.PlusDays(-_options.LeadDays)
            || LastBought(customer) is not { } bought
            || bought >= start)
        {
            yield break;
        }

        var facts = ImmutableArray.Create(ReasonArgument.Of("bought", bought), ReasonArgument.Of("window-start", start));
        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, OccasionReasons.Replenishment, Occurrence.Of(bought)),
            Reason = new Reason(OccasionReasons.Replenishment, rhythm.WindowEnd is { } end ? facts.Add(ReasonArgument.Of("window-end", end)) : facts),
            Class = TouchClass.Promotional,
            Kind = TouchKind.Value,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = new DateInterval(start.PlusDays(-_options.LeadDays), start.PlusDays(-1)),
            Value = ValueInMinorUnits.Of(customer.Outlook.Value),
            Moot = TouchMoot.OnPurchaseAfter(bought),
        };
    }

    // The day that the rhythm runs from; null where what was bought then is none of the items.
    private LocalDate? LastBought(CustomerSnapshot customer)
    {
        if (customer.LastPurchase is not { } last || _options.Items.IsEmpty)
        {
            return customer.LastPurchase;
        }

        return customer.History.Kept().Any(purchase => purchase.Day == last && purchase.Items.Any(_options.Items.Contains)) ? last : null;
    }
}
