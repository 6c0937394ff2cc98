using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>Proposes a word on each anniversary of the first purchase that was kept, and none on the day of the purchase itself.</summary>
/// <remarks>
/// Each occurrence is computed from the purchase, never from last year's. Its key is the year, so that an older purchase that is found later on is not celebrated a second
/// time in the same year. Thread-safe.
/// </remarks>
public sealed class PurchaseAnniversaries : ITouchSource
{
    private readonly AnniversaryOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">How anniversaries are kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public PurchaseAnniversaries(AnniversaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OccasionCheck.LeapDay(options.LeapDay, nameof(options));
        OccasionCheck.Days(options.LateDays, 0, 30, "The time after an anniversary", nameof(options));
        OccasionCheck.Reach(options.Channels, options.Purpose, nameof(options));
        if (options.FromYear is < 1 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.FromYear, "The first anniversary kept must be 1 to 100 years after the purchase.");
        }

        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (FirstKept(customer.History) is not { } since || since >= today)
        {
            yield break;
        }

        var (day, years) = new Anniversary(since, _options.LeapDay).NextOnOrAfter(today.PlusDays(-_options.LateDays));
        if (day > today || years is not { } kept || kept < _options.FromYear)
        {
            yield break;
        }

        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, OccasionReasons.Anniversary, day.Year.ToString("0000", CultureInfo.InvariantCulture)),
            Reason = new Reason(
                OccasionReasons.Anniversary,
                ReasonArgument.Of("day", day),
                ReasonArgument.Of("years", kept),
                ReasonArgument.Of("since", since)),
            Class = TouchClass.Relationship,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = new DateInterval(day, day.PlusDays(_options.LateDays)),
        };
    }

    // Where nothing came back the summary tells it at once.
    private static LocalDate? FirstKept(RelationshipHistory history)
    {
        foreach (var happened in history.Events)
        {
            if (happened is PurchaseReturn)
            {
                return history.Kept().FirstOrDefault()?.Day;
            }
        }

        return history.Summary.FirstPurchase;
    }
}
