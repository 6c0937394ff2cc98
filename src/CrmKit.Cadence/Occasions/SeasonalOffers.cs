namespace CrmKit.Cadence;

/// <summary>Proposes an offer ahead of an annual season, once for each season and person.</summary>
/// <remarks>Each occurrence is computed from the season's own day in its year; the key is the season's name and that year. Thread-safe.</remarks>
public sealed class SeasonalOffers : ITouchSource
{
    private readonly SeasonalOfferOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">The season and when its offer comes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range, or the start is <c>default</c>.</exception>
    public SeasonalOffers(SeasonalOfferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = options.Season.Code;
        OccasionCheck.LeapDay(options.Start.LeapDay, nameof(options));
        OccasionCheck.Days(options.LeadDays, 1, 300, "The time before the season", nameof(options));
        OccasionCheck.Days(options.OfferDays, 1, options.LeadDays, "The time of the offer", nameof(options));
        OccasionCheck.Days(options.BestAfterDays, 0, options.OfferDays - 1, "The time to the best day of the offer", nameof(options));
        OccasionCheck.Days(options.SeasonDays, 1, 365, "The season", nameof(options));
        OccasionCheck.Reach(options.Channels, options.Purpose, nameof(options));
        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);

        // The first season whose offer is not over yet.
        var start = _options.Start.NextOnOrAfter(today.PlusDays(_options.LeadDays - _options.OfferDays + 1));
        var first = start.PlusDays(-_options.LeadDays);
        if (first > today)
        {
            yield break;
        }

        var bought = _options.EarlierBuyersOnly ? LastBoughtInSeason(customer.History, start) : null;
        if (_options.EarlierBuyersOnly && bought is null)
        {
            yield break;
        }

        var facts = ImmutableArray.Create(ReasonArgument.Of("season", _options.Season.Code), ReasonArgument.Of("starts", start));
        yield return new TouchCandidate
        {
            Key = new TouchKey(
                customer.Customer.Id, OccasionReasons.SeasonalOffer, string.Create(CultureInfo.InvariantCulture, $"{_options.Season.Code}-{start.Year:0000}")),
            Reason = new Reason(OccasionReasons.SeasonalOffer, bought is { } day ? facts.Add(ReasonArgument.Of("bought", day)) : facts),
            Class = TouchClass.Promotional,
            Kind = TouchKind.Pitch,
            Topic = _options.Season,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = new DateInterval(first, first.PlusDays(_options.OfferDays - 1)),
            PeakDay = first.PlusDays(_options.BestAfterDays),
            Value = ValueInMinorUnits.Of(customer.Outlook.Value),
        };
    }

    private LocalDate? LastBoughtInSeason(RelationshipHistory history, LocalDate coming) =>
        history.Kept().LastOrDefault(purchase => purchase.Day < coming && IsInSeason(purchase.Day, coming))?.Day;

    // A season may reach into the next year.
    private bool IsInSeason(LocalDate day, LocalDate coming)
    {
        for (var year = Math.Max(1, day.Year - 1); year <= day.Year; year++)
        {
            if (_options.Start.InYear(year) is { } start && start < coming && start <= day && day < start.PlusDays(_options.SeasonDays))
            {
                return true;
            }
        }

        return false;
    }
}
