namespace CrmKit.Storage.Sqlite;

/// <content>Statements and suppressions.</content>
internal sealed partial class ChangeWriter
{
    private const string Owners =
        """
        SELECT $1 UNION SELECT customer FROM crm_contact_point WHERE folded = $2 AND channel = $3
        UNION SELECT customer FROM crm_outbox WHERE folded = $2 AND channel = $3 AND state IN (1, 2)
        """;

    /// <summary>Adds a statement, in its stored form, with all that it brings about.</summary>
    public void Add(ConsentEntry entry)
    {
        RequirePerson(entry.Customer);
        if (!ConsentTable.TryInsert(session, entry, _now))
        {
            Report = Report with { ConsentsKnown = Report.ConsentsKnown + 1 };
            return;
        }

        Report = Report with { ConsentsAdded = Report.ConsentsAdded + 1 };
        NewFacts(entry.Customer);
        _unsettled.Add(entry.Customer);
        if (SuppressionRules.BroughtAboutBy(entry) is { } suppression)
        {
            Add(suppression);
        }

        if (entry.IsFreshOptIn)
        {
            Lift(entry);
        }
    }

    /// <summary>Suppresses a contact point, or notes that it was suppressed for this reason again.</summary>
    public void Add(Suppression suppression)
    {
        if (TrySuppress(suppression.Point, suppression.Kind))
        {
            RequirePerson(suppression.Customer);
            NewFactsOfOwners(suppression.Customer, suppression.Point);
        }
    }

    /// <summary>As <c>Add</c>, for a point whose former owner is no more.</summary>
    public void Suppress(ContactPoint point, SuppressionKind kind)
    {
        if (TrySuppress(point, kind))
        {
            NewFactsOfOwners(customer: null, point);
        }
    }

    /// <summary>Suppresses a contact point unless it is for this reason: since when it is stays as it was.</summary>
    public void SuppressOnce(CustomerId customer, ContactPoint point, SuppressionKind kind)
    {
        if (!SuppressionTable.Has(session, hasher, point, kind))
        {
            Add(new Suppression(customer, point, kind));
        }
    }

    private bool TrySuppress(ContactPoint point, SuppressionKind kind)
    {
        if (SuppressionTable.TryRenew(session, hasher, point, kind, _now))
        {
            return false;
        }

        Report = Report with { SuppressionsAdded = Report.SuppressionsAdded + 1 };
        SuppressionTable.Insert(session, hasher.Hash(point), kind, _now);
        session.Execute("INSERT INTO crm_suppression_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING", DatabaseKeyRing.Fingerprint(keys.Keys[0]));
        return true;
    }

    private void Lift(ConsentEntry entry)
    {
        if (SuppressionTable.Lift(session, hasher, entry) is > 0 and var lifted)
        {
            Report = Report with { SuppressionsLifted = Report.SuppressionsLifted + lifted };
            NewFactsOfOwners(entry.Customer, entry.Point);
        }
    }

    // An address may be several people's: the facts of each of them changed, and of whom their records are one with.
    private void NewFactsOfOwners(CustomerId? customer, ContactPoint point) =>
        session.Execute(
            $"""
            WITH owner (id) AS MATERIALIZED ({Owners})
            UPDATE crm_person SET facts_version = facts_version + 1
            WHERE id IN owner OR id IN (SELECT person FROM crm_person WHERE id IN owner)
            """,
            customer?.Value,
            point.FoldedAddress,
            (int)point.Channel);
}
