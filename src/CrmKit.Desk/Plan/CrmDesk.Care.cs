using CrmKit.Calendars;
using CrmKit.Scheduling;

namespace CrmKit.Desk;

/// <content>Whom a caring contact is owed to.</content>
public sealed partial class CrmDesk
{
    /// <summary>Adds to the candidates of each customer the caring contact that is owed.</summary>
    private async Task<(ImmutableArray<InfeasibleMinimum> Infeasible, int Waiting)> AddOwedAsync(
        OwedContacts owed, List<PlanningCase> cases, CustomerBook book, Instant now, CancellationToken cancellationToken)
    {
        var first = book.Summaries.ToDictionary(summary => summary.Customer, summary => summary.FirstPurchase);
        var end = _options.BusinessZone.StartOf(book.Today.PlusDays(_options.PlanningDays));
        var infeasible = ImmutableArray.CreateBuilder<InfeasibleMinimum>();
        List<(int Case, OwedContact Contact)> late = [];
        for (var i = 0; i < cases.Count; i++)
        {
            var facts = cases[i].Facts;
            if (await OwedSinceAsync(facts, first, book, cancellationToken).ConfigureAwait(false) is not { } since || Find(owed, facts, since, now, end) is not { } contact)
            {
                continue;
            }

            if (contact.Infeasible is { } conflict)
            {
                infeasible.Add(conflict);
            }

            if (contact.Candidate is not { } candidate || IsGivenAnyway(candidate, cases[i]))
            {
                continue;
            }

            if (contact.IsLate)
            {
                late.Add((i, contact));
            }
            else
            {
                cases[i] = cases[i] with { Candidates = cases[i].Candidates.Add(candidate) };
            }
        }

        return (infeasible.ToImmutable(), AddLate(late, cases, book.Today));
    }

    // A birthday greeting in time, which the same gates look at, is the caring contact: nobody gets two on one day.
    private static bool IsGivenAnyway(TouchCandidate owed, PlanningCase item) => item.Candidates.Any(other =>
        other.IsCommitment
        && other.Window.End <= owed.PeakDay
        && other.Class == owed.Class
        && (other.Kind ?? TouchClassRules.UsualKind(other.Class)) == owed.Kind
        && (other.Purpose, other.Topic, other.Regards) == (owed.Purpose, owed.Topic, owed.Regards)
        && owed.Channels.All(other.Channels.Contains)
        && !item.Facts.Decided.Contains(other.Key));

    // What is owed goes whatever the day's limit says. Where it is late already, as for most customers on the day on which a minimum begins, the limit says how
    // many go a day, the longest overdue first.
    private int AddLate(List<(int Case, OwedContact Contact)> late, List<PlanningCase> cases, LocalDate today)
    {
        if (late.Count == 0)
        {
            return 0;
        }

        var (start, end) = (_options.BusinessZone.StartOf(today), _options.BusinessZone.StartOf(today.PlusDays(1)));
        var made = cases.Sum(item => item.Facts.Contacts.Concat(item.Facts.Commitments).Count(contact => contact.At >= start && contact.At < end));
        var room = Math.Max(0, _options.DayLimit.Max - made);
        foreach (var (index, contact) in late.OrderBy(entry => entry.Contact.Due).ThenBy(entry => cases[entry.Case].Facts.Customer).Take(room))
        {
            cases[index] = cases[index] with { Candidates = cases[index].Candidates.Add(contact.Candidate!) };
        }

        return Math.Max(0, late.Count - room);
    }

    /// <summary>The first day of the first window that must hold the minimum; <c>null</c> for somebody whose record is gone.</summary>
    private async Task<LocalDate?> OwedSinceAsync(GateFacts facts, Dictionary<CustomerId, LocalDate> first, CustomerBook book, CancellationToken cancellationToken)
    {
        if (_options.Caring.Since is { } since)
        {
            return since;
        }

        var zone = facts.Zone.Zone;
        var bought = first.TryGetValue(facts.Customer, out var day) || book.LastPurchases.TryGetValue(facts.Customer, out day) ? day : (LocalDate?)null;
        var contacted = FirstContact(facts)?.InZone(zone).Date;
        return (bought, contacted) switch
        {
            ({ } one, { } other) => LocalDate.Min(one, other),
            (null, null) => (await _store.FindRecordAsync(facts.Customer, cancellationToken).ConfigureAwait(false))?.RecordedAt.InZone(zone).Date,
            _ => bought ?? contacted,
        };
    }

    private static Instant? FirstContact(GateFacts facts)
    {
        Instant? first = null;
        foreach (var contact in facts.Contacts)
        {
            first = first <= contact.At ? first : contact.At;
        }

        return first;
    }

    /// <summary>A gate may be the program's own code: one that throws holds this contact back, and nobody else's.</summary>
    private static OwedContact? Find(OwedContacts owed, GateFacts facts, LocalDate since, Instant now, Instant end)
    {
        try
        {
            return owed.Find(facts, since, now, end);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The exception's message may quote a person: its type must do.
            var conflict = new RuleConflict("gate-failed", new Reason(ReasonCodes.RuleFailed, ReasonArgument.Of("error", error.GetType().Name)));
            return new OwedContact(since, Candidate: null, IsLate: false, new InfeasibleMinimum(facts.Customer, [conflict], FirstPossible: null));
        }
    }
}
