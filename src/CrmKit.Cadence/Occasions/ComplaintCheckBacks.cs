namespace CrmKit.Cadence;

/// <summary>Asks, some days after a complaint was settled, whether it stays so. It is owed.</summary>
/// <remarks>
/// The key is that of the complaint, so that neither a second settlement nor a move between zones asks twice; the days run from the first settlement, where the person is.
/// Other open complaints hold the question back at the gate. Thread-safe.
/// </remarks>
public sealed class ComplaintCheckBacks : ITouchSource
{
    private readonly CheckBackOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">When it is asked.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ComplaintCheckBacks(CheckBackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check(nameof(options));
        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.History.Events.OfType<ComplaintResolved>()
            .GroupBy(settled => settled.Complaint)
            .Select(settled => (Complaint: settled.Key, Day: customer.History.DayOf(settled.Min(first => first.OccurredAt))))
            .Where(settled => settled.Day.PlusDays(_options.AfterDays) <= today && today <= settled.Day.PlusDays(_options.WithinDays))
            .Select(settled => Candidate(customer.Customer.Id, settled.Complaint, settled.Day));
    }

    private TouchCandidate Candidate(CustomerId customer, EventKey complaint, LocalDate settled) => new()
    {
        Key = new TouchKey(customer, OccasionReasons.ComplaintCheckBack, Occurrence.Of(complaint)),
        Reason = new Reason(OccasionReasons.ComplaintCheckBack, ReasonArgument.Of("complaint", complaint.Value), ReasonArgument.Of("settled", settled)),
        Class = TouchClass.Relationship,
        Purpose = _options.Purpose,
        Channels = _options.Channels,
        Window = new DateInterval(settled.PlusDays(_options.AfterDays), settled.PlusDays(_options.WithinDays)),
        Regards = complaint,
        IsCommitment = true,
    };
}
