using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>What is due, before anybody chooses.</content>
public sealed partial class CrmDesk
{
    /// <summary>Everything that makes sense to say today, with its terms and what the gates say to it now; nothing is promised.</summary>
    /// <param name="book">What every customer is worth, from <see cref="AssessAsync(CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What is owed first, then by value; ties by customer, reason and occurrence.</returns>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<ImmutableArray<DueContact>> DueAsync(CustomerBook book, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        var now = _store.Clock.GetCurrentInstant();
        var histories = await HistoriesAsync(now, cancellationToken).ConfigureAwait(false);
        var due = new List<DueContact>();
        await foreach (var (customer, facts) in PeopleAsync(cancellationToken).ConfigureAwait(false))
        {
            var today = now.InZone(facts.Zone.Zone).Date;
            var snapshot = Snapshot(customer, facts, book, histories);
            due.AddRange(_sources
                .SelectMany(source => source.Propose(snapshot, today))
                .DistinctBy(candidate => candidate.Key)
                .Select(candidate => Judge(customer, candidate, facts, now)));
        }

        return [.. due
            .OrderByDescending(contact => contact.Candidate.IsCommitment)
            .ThenByDescending(contact => contact.Candidate.Value)
            .ThenBy(contact => contact.Customer.Id)
            .ThenBy(contact => contact.Candidate.Key.Reason, StringComparer.Ordinal)
            .ThenBy(contact => contact.Candidate.Key.Occurrence, StringComparer.Ordinal)];
    }

    private Task<CustomerHistories> HistoriesAsync(Instant now, CancellationToken cancellationToken) =>
        CustomerHistories.GatherAsync(_store.ReadHistoriesAsync(DateTimeZone.Utc, cancellationToken), now, cancellationToken);

    private DueContact Judge(Customer customer, TouchCandidate candidate, GateFacts facts, Instant now)
    {
        var (point, verdict) = _gates.EvaluateAnyPoint(candidate, facts, now);
        return new DueContact(customer, candidate, point, verdict, facts.Decided.Contains(candidate.Key));
    }
}
