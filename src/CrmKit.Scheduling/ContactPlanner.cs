namespace CrmKit.Scheduling;

/// <summary>Chooses the contacts of one day under the gates and the day's limit.</summary>
/// <remarks>
/// Commitments are placed first and whatever the limit says; the rest goes by value. Where a customer's contacts of the day fall on one local day,
/// and all of them that count in the cap also obey it,
/// "at most so many a person and so many in all" is a laminar matroid, in which taking the most valuable feasible candidate first is optimal
/// (Edmonds 1971): no other choice of the remaining contacts is worth more. Thread-safe; the same input gives the same plan in any order. O(n log n) in the candidates.
/// </remarks>
public sealed class ContactPlanner
{
    private readonly GateList _gates;
    private readonly ContactPlannerOptions _options;

    /// <summary>Creates a planner.</summary>
    /// <param name="gates">The gates, the same that the dispatcher asks.</param>
    /// <param name="options">Zone, limit, policy version, seed.</param>
    public ContactPlanner(GateList gates, ContactPlannerOptions options)
    {
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(options);
        _gates = gates;
        _options = options;
    }

    /// <summary>Plans from an instant to the end of its business-local day.</summary>
    /// <param name="cases">One case per customer; candidates that already stand in the outbox are passed over.</param>
    /// <param name="now">The instant of planning; nothing is planned before it.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <exception cref="ArgumentException">A customer comes twice.</exception>
    /// <exception cref="InvalidOperationException">A candidate belongs to another customer than its case.</exception>
    public ContactPlan Plan(IReadOnlyCollection<PlanningCase> cases, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var day = now.InZone(_options.BusinessZone).Date;
        var book = new DayBook(cases, day, _options);
        foreach (var candidate in book.InOrder())
        {
            cancellationToken.ThrowIfCancellationRequested();
            book.Record(candidate, Judge(candidate, book, now));
        }

        return book.ToPlan();
    }

    private Judgement Judge(TouchCandidate candidate, DayBook book, Instant now)
    {
        var facts = book.FactsOf(candidate.Key.Customer);
        var zone = facts.Zone.Zone;
        var from = Instant.Max(now, zone.AtStartOfDay(candidate.Window.Start).ToInstant());
        Judgement? closed = null;
        foreach (var point in facts.Points)
        {
            if (!candidate.Channels.Contains(point.Channel))
            {
                continue;
            }

            var intent = candidate.ToIntent(point, zone);
            var (at, verdict) = _gates.FirstOpen(intent, facts, from);
            if (verdict.IsOpen && at < book.DayEnd)
            {
                return book.HasRoomFor(candidate) ? Judgement.Plan(intent, at) : Judgement.Defer("day-limit", Full(), opensAt: null);
            }

            // Before its occasion has begun no gate holds a candidate back.
            var atFirst = from < book.DayEnd ? _gates.Evaluate(intent, facts, from) : GateVerdict.Open;
            closed = Judgement.Sooner(closed, Closed(at, verdict, atFirst));
        }

        return closed ?? Judgement.Refuse("contact-point", NoContactPoint(candidate));
    }

    private static Judgement Closed(Instant at, GateVerdict verdict, GateVerdict atFirst)
    {
        if (verdict.IsOpen)
        {
            // Open, but after the day: the gate that is closed until then is the reason, or else the occasion has not begun.
            return atFirst.IsOpen
                ? Judgement.Defer("day", new Reason(ReasonCodes.LaterThanDay, ReasonArgument.Of("first", at)), at)
                : Judgement.Defer(atFirst.Rule, atFirst.Reason, at);
        }

        return verdict.Reopening.Kind switch
        {
            ReopeningKind.Instant => Judgement.Defer(verdict.Rule, verdict.Reason, verdict.Reopening.Instant),

            // An occasion that ends while it waits is refused by what it waits for: its end still lies ahead and explains nothing.
            ReopeningKind.Never => Judgement.Refuse(atFirst.Rule, atFirst.Reason),
            _ => Judgement.Refuse(verdict.Rule, verdict.Reason),
        };
    }

    private Reason Full() => new(ReasonCodes.DayFull, ReasonArgument.Of("limit", _options.DayLimit.Max));

    private static Reason NoContactPoint(TouchCandidate candidate) =>
        new(ReasonCodes.NoContactPoint, ReasonArgument.Of("channels", string.Join(", ", candidate.Channels)));
}
