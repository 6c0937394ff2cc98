using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>Chooses the contacts of one day under the gates and the day's limit.</summary>
/// <remarks>
/// Commitments are placed first and whatever the limit says; the rest goes by value. Where a customer's contacts of the day fall on one local day
/// and all that count in the cap also obey it, "at most so many a person and so many in all" is a laminar matroid, in which taking the most
/// valuable feasible candidate first is optimal (Edmonds 1971): no other choice of the remaining contacts is worth more. Thread-safe; the same
/// input gives the same plan in any order. O(n log n) in the candidates.
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
        var book = new DayBook(cases, day, _options, _gates.InForce);
        foreach (var candidate in OpenCandidates.InOrder(cases, _options.Seed))
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
        var from = Instant.Max(now, zone.StartOf(candidate.Window.Start));
        Judgement? closed = null;
        foreach (var point in facts.Points)
        {
            if (!candidate.Channels.Contains(point.Channel))
            {
                continue;
            }

            var intent = candidate.ToIntent(point, facts);
            if (!TryFirstOpen(intent, facts, from, book.DayEnd, out var opening, out var failed))
            {
                closed = Judgement.Sooner(closed, failed with { Judged = intent });
                continue;
            }

            if (opening.Verdict.IsOpen && opening.At < book.DayEnd)
            {
                return book.HasRoomFor(candidate)
                    ? Judgement.Plan(intent, opening.At)
                    : Judgement.Defer("day-limit", Full(), opensAt: null) with { Judged = intent, JudgedAt = opening.At };
            }

            closed = Judgement.Sooner(closed, Closed(opening, hasBegun: from < book.DayEnd) with { Judged = intent, JudgedAt = from });
        }

        return closed ?? (Judgement.Refuse("contact-point", NoContactPoint(candidate)) with { JudgedAt = from });
    }

    /// <summary>A gate may be the program's own code: one that throws holds this candidate back, and nobody else's.</summary>
    private bool TryFirstOpen(TouchIntent intent, GateFacts facts, Instant from, Instant dayEnd, out GateOpening opening, out Judgement failed)
    {
        try
        {
            opening = _gates.FirstLiked(intent, facts, from, dayEnd);
            failed = null!;
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The exception's message may quote a person: its type must do.
            opening = default;
            failed = Judgement.Refuse("gate-failed", new Reason(ReasonCodes.RuleFailed, ReasonArgument.Of("error", error.GetType().Name))) with { JudgedAt = from };
            return false;
        }
    }

    private static Judgement Closed(GateOpening opening, bool hasBegun)
    {
        var (at, verdict, heldBy) = opening;
        if (verdict.IsForStaff || (verdict.IsOpen && heldBy.IsForStaff && hasBegun))
        {
            var stop = verdict.IsForStaff ? verdict : heldBy;
            return Judgement.HandOver(stop.Rule, stop.Reason, stop.Reopening.Kind == ReopeningKind.Instant ? stop.Reopening.Instant : null);
        }

        if (verdict.IsOpen)
        {
            // Open, but after the day: what was waited for longest is the reason. Before its occasion has begun no gate holds a candidate back.
            return heldBy.IsOpen || !hasBegun
                ? Judgement.Defer("day", new Reason(ReasonCodes.LaterThanDay, ReasonArgument.Of("first", at)), at)
                : Judgement.Defer(heldBy.Rule, heldBy.Reason, at);
        }

        return verdict.Reopening.Kind switch
        {
            ReopeningKind.Instant => Judgement.Defer(verdict.Rule, verdict.Reason, verdict.Reopening.Instant),

            // An occasion that ends while it waits is refused by what it waits for: its end still lies ahead and explains nothing.
            ReopeningKind.Never when string.Equals(verdict.Reason.Code, ReasonCodes.Expired, StringComparison.Ordinal) => Judgement.Refuse(heldBy.Rule, heldBy.Reason),
            _ => Judgement.Refuse(verdict.Rule, verdict.Reason),
        };
    }

    private Reason Full() => new(ReasonCodes.DayFull, ReasonArgument.Of("limit", _options.DayLimit.Max));

    private static Reason NoContactPoint(TouchCandidate candidate) =>
        new(ReasonCodes.NoContactPoint, ReasonArgument.Of("channels", string.Join(", ", candidate.Channels)));
}
