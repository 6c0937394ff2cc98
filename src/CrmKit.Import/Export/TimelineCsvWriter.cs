using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Writes a timeline as CSV, one event a row, that <see cref="TimelineCsvReader"/> reads back as the same events.</summary>
/// <remarks>
/// Each row tells its instant in ISO form and, for people, the day: of a purchase or return the one on the books, else the local day of the business. Texts stand behind an apostrophe where a spreadsheet would compute them, amounts and scores are
/// untouched: read them with <see cref="CsvFormat.IsGuarded"/>.
/// </remarks>
public sealed class TimelineCsvWriter
{
    private readonly CsvFormat _format;
    private readonly DateTimeZone _zone;
    private readonly DateText _dates;
    private readonly NumberText _numbers;

    /// <summary>Creates a writer.</summary>
    /// <param name="businessZone">The zone of the business, whose days are told.</param>
    /// <param name="format">How fields are written; <c>null</c> for comma, ISO dates and the invariant culture.</param>
    /// <exception cref="ArgumentException">The format is unusable: the message says why.</exception>
    public TimelineCsvWriter(DateTimeZone businessZone, CsvFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        _zone = businessZone;
        _format = format ?? new CsvFormat();
        FormatChecks.Check(_format, nameof(format));
        _dates = new DateText(_format, nameof(format));
        _numbers = new NumberText(_format.Culture);
    }

    /// <summary>Writes one row for each event.</summary>
    /// <param name="events">The events that stand; of corrected ones the last version.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="cancellationToken">Stops the writing; what has been written stays.</param>
    /// <returns>Number of events.</returns>
    /// <exception cref="NotSupportedException">An event is of a type that is not this library's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A date lies outside the years 1 to 9999.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public async Task<long> WriteAsync(IAsyncEnumerable<TimelineEvent> events, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(stream);
        var lines = new CsvLines(stream, _format.Delimiter);
        foreach (var name in TimelineColumns.All)
        {
            lines.Plain(name);
        }

        await lines.EndAsync(cancellationToken).ConfigureAwait(false);
        long count = 0;
        await foreach (var entry in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Write(lines, Cells(entry));
            await lines.EndAsync(cancellationToken).ConfigureAwait(false);
            count++;
        }

        await lines.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    private static void Write(CsvLines lines, EventCells cells)
    {
        lines.Text(cells.Customer);
        lines.Plain(cells.Type);
        lines.Text(cells.Key);
        lines.Text(cells.Date);
        lines.Plain(cells.At);
        lines.Plain(cells.Channel);
        lines.Plain(cells.Class);
        lines.Plain(cells.Kind);
        lines.Text(cells.Reason);
        lines.Text(cells.Occurrence);
        lines.Plain(cells.Metric);
        lines.Plain(cells.Score);
        lines.Text(cells.Due);
        lines.Plain(cells.Amount);
        lines.Plain(cells.Currency);
        lines.Text(cells.RefersTo);
        lines.Text(cells.Incentive);
        lines.Plain(cells.Items);
        lines.Text(cells.Note);
    }

    private EventCells Cells(TimelineEvent entry)
    {
        var cells = new EventCells
        {
            Customer = entry.Customer.Value,
            Key = entry.Key.Value,
            At = InstantPattern.ExtendedIso.Format(entry.OccurredAt),
            Date = _dates.Write(entry.OccurredAt.InZone(_zone).Date),
        };
        return entry switch
        {
            Purchase e => cells with { Type = "purchase", Date = _dates.Write(e.Day), Amount = _numbers.Write(e.Amount.Amount), Currency = e.Amount.Currency.Code, Items = ItemCodes.Write(e.Items) },
            PurchaseReturn e => cells with { Type = "return", Date = _dates.Write(e.Day), Amount = _numbers.Write(e.Amount.Amount), Currency = e.Amount.Currency.Code, RefersTo = e.Purchase?.Value },
            Touch e => cells with
            {
                Type = "touch",
                Channel = FileCodes.Channels.Word(e.Channel),
                Class = FileCodes.TouchClasses.Word(e.Class),
                Kind = FileCodes.TouchKinds.Word(e.Kind),
                Reason = e.Touched.Reason,
                Occurrence = e.Touched.Occurrence,
            },
            Reply e => cells with { Type = "reply", Channel = FileCodes.Channels.Word(e.Channel), RefersTo = e.To?.Value, Note = e.Note },
            Feedback e => cells with { Type = "feedback", Metric = FileCodes.Metrics.Word(e.Metric), Score = e.Score.ToString(CultureInfo.InvariantCulture), RefersTo = e.About?.Value, Note = e.Note },
            Complaint e => cells with { Type = "complaint", RefersTo = e.About?.Value, Note = e.Note },
            ComplaintResolved e => cells with { Type = "complaint-resolved", RefersTo = e.Complaint.Value, Note = e.Note },
            Promise e => cells with { Type = "promise", Due = _dates.Write(e.DueOn), Note = e.Note },
            PromiseKept e => cells with { Type = "promise-kept", RefersTo = e.Promise.Value },
            PaymentFailed e => cells with { Type = "payment-failed", RefersTo = e.About?.Value, Note = e.Note },
            IncentiveGrant e => cells with { Type = "incentive", Incentive = e.Incentive },
            Engagement e => cells with { Type = "engagement", Kind = FileCodes.EngagementKinds.Word(e.Kind), RefersTo = e.To?.Value },
            _ => throw new NotSupportedException("An event of a type of the program's own has no columns."),
        };
    }

    /// <summary>The fields of one row.</summary>
    private sealed record EventCells
    {
        public required string Customer { get; init; }

        public required string Key { get; init; }

        public required string At { get; init; }

        public required string Date { get; init; }

        public string? Type { get; init; }

        public string? Channel { get; init; }

        public string? Class { get; init; }

        public string? Kind { get; init; }

        public string? Reason { get; init; }

        public string? Occurrence { get; init; }

        public string? Metric { get; init; }

        public string? Score { get; init; }

        public string? Due { get; init; }

        public string? Amount { get; init; }

        public string? Currency { get; init; }

        public string? RefersTo { get; init; }

        public string? Incentive { get; init; }

        public string? Items { get; init; }

        public string? Note { get; init; }
    }
}
