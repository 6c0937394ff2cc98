namespace CrmKit.Storage.Sqlite;

/// <summary>Writes one commit within an open transaction, and counts.</summary>
internal sealed partial class ChangeWriter(SqliteSession session, DatabaseKeyRing keys, SuppressionHasher hasher, Instant now)
{
    private readonly long _now = ColumnInstant.From(now);
    private readonly HashSet<CustomerId> _people = [];

    public CommitReport Report { get; private set; } = new();

    public void Write(ChangeSet change)
    {
        foreach (var customer in change.Customers.AsSpan())
        {
            Put(StoredForm.Of(customer));
        }

        foreach (var entry in change.Consents.AsSpan())
        {
            Add(StoredForm.Of(entry));
        }

        foreach (var suppression in change.Suppressions.AsSpan())
        {
            Add(suppression);
        }

        foreach (var happened in change.Events.AsSpan())
        {
            Add(StoredForm.Of(happened));
        }
    }

    private void RequirePerson(CustomerId customer)
    {
        if (_people.Add(customer))
        {
            People.Require(session, customer);
        }
    }

    private void NewFacts(CustomerId customer)
    {
        RequirePerson(customer);
        People.NewFacts(session, customer);
    }

    private void Add(ConsentEntry entry)
    {
        RequirePerson(entry.Customer);
        var added = session.Execute(
            """
            INSERT INTO crm_consent (customer, channel, address, purpose, state, occurred_at, source, recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO NOTHING
            """,
            entry.Customer.Value,
            (int)entry.Point.Channel,
            entry.Point.Address,
            entry.Purpose.Code,
            (int)entry.State,
            ColumnInstant.From(entry.OccurredAt),
            entry.Source,
            _now);
        if (added == 0)
        {
            Report = Report with { ConsentsKnown = Report.ConsentsKnown + 1 };
            return;
        }

        Report = Report with { ConsentsAdded = Report.ConsentsAdded + 1 };
        NewFacts(entry.Customer);
    }

    private void Add(Suppression suppression)
    {
        if (SuppressionTable.Contains(session, hasher, suppression.Point))
        {
            return;
        }

        Report = Report with { SuppressionsAdded = Report.SuppressionsAdded + 1 };
        session.Execute("INSERT INTO crm_suppression (hash) VALUES ($1)", hasher.Hash(suppression.Point).Hex);
        session.Execute("INSERT INTO crm_suppression_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING", DatabaseKeyRing.Fingerprint(keys.Keys[0]));

        // An address may be several people's: the facts of each of them changed.
        RequirePerson(suppression.Customer);
        session.Execute(
            """
            UPDATE crm_person SET facts_version = facts_version + 1
            WHERE id = $1
               OR id IN (SELECT customer FROM crm_contact_point WHERE folded = $2 AND channel = $3)
               OR id IN (SELECT customer FROM crm_outbox WHERE folded = $2 AND channel = $3 AND state IN (1, 2))
            """,
            suppression.Customer.Value,
            suppression.Point.FoldedAddress,
            (int)suppression.Point.Channel);
    }

    private void Add(TimelineEvent happened)
    {
        RequirePerson(happened.Customer);
        if (EventTable.TryInsert(session, happened, _now))
        {
            Report = Report with { EventsAdded = Report.EventsAdded + 1 };
            if (happened is Touch)
            {
                NewFacts(happened.Customer);
            }

            return;
        }

        Report = StoredForm.IsSameContent(EventTable.Find(session, happened.Key), happened)
            ? Report with { EventsKnown = Report.EventsKnown + 1 }
            : throw new EventConflictException(happened.Key);
    }
}
