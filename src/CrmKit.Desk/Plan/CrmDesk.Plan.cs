using System.Runtime.CompilerServices;
using CrmKit.Calendars;
using CrmKit.Scheduling;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Whom to contact today.</content>
public sealed partial class CrmDesk
{
    /// <summary>Plans the rest of today, and looks at as many days as <see cref="CrmDeskOptions.PlanningDays"/> says, and hands the contacts of today to the outbox. Planning twice promises nothing twice.</summary>
    /// <param name="book">What every customer is worth, from <see cref="AssessAsync(CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Stops the work; nothing is then promised.</param>
    /// <exception cref="CrmStoreException">The store failed; nothing was promised.</exception>
    public async Task<PlanResult> PlanAsync(CustomerBook book, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        var now = _store.Clock.GetCurrentInstant();
        var histories = await HistoriesAsync(now, cancellationToken).ConfigureAwait(false);
        var time = new PlannedTime(now, _options.BusinessZone.StartOf(book.Today.PlusDays(1)), _options.BusinessZone.StartOf(book.Today.PlusDays(_options.PlanningDays)));
        var cases = new List<PlanningCase>();
        await foreach (var (customer, facts) in PeopleAsync(cancellationToken).ConfigureAwait(false))
        {
            cases.Add(new PlanningCase(facts, Propose(customer, facts, book, histories, time)));
        }

        var (infeasible, waiting) = _owed is null ? ([], 0) : await AddOwedAsync(_owed, cases, book, now, cancellationToken).ConfigureAwait(false);
        var horizon = _horizon?.Plan(cases, now, cancellationToken: cancellationToken);
        var plan = horizon?.Today ?? _planner!.Plan(cases, now, cancellationToken);
        return new PlanResult(plan, await _store.EnqueueAsync(plan, _options.PolicyVersion, cancellationToken).ConfigureAwait(false))
        {
            Horizon = horizon,
            Infeasible = infeasible,
            OwedWaiting = waiting,
        };
    }

    /// <summary>The contacts of today that stand in the outbox, whatever became of them, in order of time.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<ImmutableArray<DeskContact>> TodaysContactsAsync(CancellationToken cancellationToken = default)
    {
        var today = Today;
        var contacts = ImmutableArray.CreateBuilder<DeskContact>();
        await foreach (var row in _store.ReadOutboxAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.DueAt.InZone(_options.BusinessZone).Date == today)
            {
                var customer = await _store.FindCustomerAsync(row.Intent.Key.Customer, cancellationToken).ConfigureAwait(false);
                contacts.Add(new DeskContact(row, customer, row.DueAt.InZone(CustomerZone.Resolve(customer, _options.BusinessZone).Zone)));
            }
        }

        return contacts.ToImmutable();
    }

    /// <summary>Everything that was decided about one customer, from the stored decisions; the past is never computed again.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<CustomerExplanation> WhyAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        // Rows and decisions are told of the person that a record may have become one with.
        customer = (await _store.FindCustomerAsync(customer, cancellationToken).ConfigureAwait(false))?.Id ?? customer;
        var decisions = await _store.ReadDecisionsAsync(customer, cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        var rows = await _store.ReadOutboxAsync(cancellationToken).Where(row => row.Intent.Key.Customer == customer).CollectAsync(cancellationToken).ConfigureAwait(false);
        return new CustomerExplanation(customer, decisions, rows);
    }

    /// <summary>Why one contact was made, will be, or was not, from what was stored when it was decided; the past is never computed again.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="touch">The contact, under the id of any record of the customer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<TouchExplanation> WhyAsync(CustomerId customer, TouchKey touch, CancellationToken cancellationToken = default)
    {
        var all = await WhyAsync(customer, cancellationToken).ConfigureAwait(false);
        touch = touch.OnBehalfOf(all.Customer);
        var events = await _store.ReadEventsAsync(all.Customer, cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        return TouchExplanation.Of(
            touch,
            all.Decisions,
            all.Contacts.LastOrDefault(row => row.Intent.Key == touch),
            events.Select(recorded => recorded.Event).OfType<Touch>().LastOrDefault(left => left.Touched == touch));
    }

    private ImmutableArray<TouchCandidate> Propose(Customer customer, GateFacts facts, CustomerBook book, CustomerHistories histories, PlannedTime time)
    {
        // A business day touches up to two of the customer's local days.
        var zone = facts.Zone.Zone;
        var (first, today, last) = (time.Now.InZone(zone).Date, LastDayBefore(time.EndOfToday, zone), LastDayBefore(time.End, zone));
        var snapshot = Snapshot(customer, facts, book, histories);
        var proposed = new List<TouchCandidate>();
        bool? givesWay = null;
        foreach (var source in _sources)
        {
            if (!source.BeginsAnew)
            {
                proposed.AddRange(Between(source, snapshot, first, last));
                continue;
            }

            // What such a source would propose for days to come supposes that nothing is done before, and is no better day for what is due now.
            var before = proposed.Count;
            proposed.AddRange(Between(source, snapshot, first, today));
            if (proposed.Count == before)
            {
                proposed.AddRange(Between(source, snapshot, today.PlusDays(1), last).Take(1));
            }

            for (var i = proposed.Count - 1; i >= before; i--)
            {
                if (IsPromisedOtherwise(proposed[i].Key, facts) || (givesWay ??= AttentionAhead.FillsCap(_sources.Where(other => !other.BeginsAnew), snapshot, facts, _options.Gates.Cap, today)))
                {
                    proposed.RemoveAt(i);
                }
            }
        }

        return proposed.Count < 2 ? [.. proposed] : [.. proposed.DistinctBy(candidate => candidate.Key)];

        static LocalDate LastDayBefore(Instant end, DateTimeZone zone) => (end - Duration.Epsilon).InZone(zone).Date;
    }

    // A contact that waits to leave begins the count anew, whatever its due day is called by what is known today.
    private static bool IsPromisedOtherwise(TouchKey key, GateFacts facts)
    {
        foreach (var promised in facts.Commitments)
        {
            if (promised.Key != key && string.Equals(promised.Key.Reason, key.Reason, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Of one effect what is said on the earlier day counts: its reason is told as it is now.
    private static IEnumerable<TouchCandidate> Between(ITouchSource source, CustomerSnapshot snapshot, LocalDate from, LocalDate until)
    {
        for (var day = from; day <= until; day = day.PlusDays(1))
        {
            foreach (var candidate in source.Propose(snapshot, day))
            {
                yield return candidate;
            }
        }
    }

    private CustomerSnapshot Snapshot(Customer customer, GateFacts facts, CustomerBook book, CustomerHistories histories)
    {
        var history = histories.Of(customer.Id, facts.Zone.Zone);
        var outlook = book.Find(customer.Id) ?? new CustomerOutlook(customer.Id, book.Today);
        outlook = _health?.Fill(outlook, history, facts.ReadAt) ?? outlook;
        var lastPurchase = book.LastPurchases.TryGetValue(customer.Id, out var bought) ? bought : (LocalDate?)null;
        return new CustomerSnapshot(customer, outlook, lastPurchase, LastContact(facts)?.InZone(facts.Zone.Zone).Date) { History = history, Consents = facts.Consents };
    }

    private static Instant? LastContact(GateFacts facts)
    {
        Instant? last = null;
        foreach (var contact in facts.Contacts)
        {
            if (!(contact.At <= last) && TouchClassRules.CountsAsContact(contact.Class, contact.Kind))
            {
                last = contact.At;
            }
        }

        return last;
    }

    /// <summary>When a planning takes place, and where the days end that it looks at.</summary>
    private readonly record struct PlannedTime(Instant Now, Instant EndOfToday, Instant End);

    /// <summary>People with their facts.</summary>
    private async IAsyncEnumerable<(Customer Customer, GateFacts Facts)> PeopleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var people = await _store.ReadCustomersAsync(cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        var byId = people.ToDictionary(person => person.Id);
        await foreach (var facts in _store.ReadFactsAsync(_options.BusinessZone, cancellationToken).ConfigureAwait(false))
        {
            // A person who came in between the two reads is met at the next planning.
            if (byId.TryGetValue(facts.Customer, out var person))
            {
                yield return (person, facts);
            }
        }
    }
}
