namespace CrmKit.Storage.Sqlite;

/// <content>Statements and suppressions.</content>
internal sealed partial class ChangeWriter
{
    /// <summary>Adds a statement, in its stored form, with all that it brings about.</summary>
    public void Add(ConsentEntry entry)
    {
        RequirePerson(entry.Customer);
        if (!ConsentTable.TryInsert(session, entry, recording.Number))
        {
            Report = Report with { ConsentsKnown = Report.ConsentsKnown + 1 };
            return;
        }

        recording.Mark();
        Report = Report with { ConsentsAdded = Report.ConsentsAdded + 1 };
        _unsettled.Add(entry.Customer);
        if (entry.IsRefusal)
        {
            People.NewFactsOfOwners(session, entry.Point, entry.Customer);
        }
        else
        {
            NewFacts(entry.Customer);
        }

        if (SuppressionRules.BroughtAboutBy(entry) is { } suppression)
        {
            Add(suppression);
        }
    }

    /// <summary>Suppresses a contact point, or notes that it was suppressed for this reason again.</summary>
    public void Add(Suppression suppression)
    {
        if (TrySuppress(suppression.Point, suppression.Kind))
        {
            RequirePerson(suppression.Customer);
            People.NewFactsOfOwners(session, suppression.Point, suppression.Customer);
        }
    }

    /// <summary>As <c>Add</c>, for a point whose former owner is no more.</summary>
    public void Suppress(ContactPoint point, SuppressionKind kind)
    {
        if (TrySuppress(point, kind))
        {
            People.NewFactsOfOwners(session, point);
        }
    }

    /// <summary>Suppresses a contact point unless it is for this reason: since when it is stays as it was.</summary>
    public void SuppressOnce(CustomerId customer, ContactPoint point, SuppressionKind kind)
    {
        if (!SuppressionTable.Of(session, hasher, point).Any(known => known.Kind == kind))
        {
            Add(new Suppression(customer, point, kind));
        }
    }

    // Says whether anything changed: an agreement of before does not count any more where it was learned again.
    private bool TrySuppress(ContactPoint point, SuppressionKind kind)
    {
        keys.RequireUsedKeys(session);
        var isKnown = SuppressionTable.TryRenew(session, hasher, point, kind, recording.Number, out var isLater);
        if (isKnown && !isLater)
        {
            return false;
        }

        recording.Mark();
        if (isKnown)
        {
            return true;
        }

        Report = Report with { SuppressionsAdded = Report.SuppressionsAdded + 1 };
        SuppressionTable.Insert(session, hasher.Hash(point), kind, recording.Number);
        session.Execute("INSERT INTO crm_suppression_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING", DatabaseKeyRing.Fingerprint(keys.Keys[0]));
        return true;
    }
}
