namespace CrmKit.Storage.PostgreSql;

/// <content>Statements and suppressions.</content>
internal sealed partial class ChangeWriter
{
    /// <summary>Adds a statement, in its stored form, with all that it brings about.</summary>
    public async Task AddAsync(ConsentEntry entry)
    {
        await RequirePersonAsync(entry.Customer).ConfigureAwait(false);
        if (!await ConsentTable.TryInsertAsync(session, entry, recording.Number).ConfigureAwait(false))
        {
            Report = Report with { ConsentsKnown = Report.ConsentsKnown + 1 };
            return;
        }

        await recording.MarkAsync().ConfigureAwait(false);
        Report = Report with { ConsentsAdded = Report.ConsentsAdded + 1 };
        _unsettled.Add(entry.Customer);
        if (entry.IsRefusal)
        {
            await People.NewFactsOfOwnersAsync(session, entry.Point, entry.Customer).ConfigureAwait(false);
        }
        else
        {
            await NewFactsAsync(entry.Customer).ConfigureAwait(false);
        }

        if (SuppressionRules.BroughtAboutBy(entry) is { } suppression)
        {
            await AddAsync(suppression).ConfigureAwait(false);
        }
    }

    /// <summary>Suppresses a contact point, or notes that it was suppressed for this reason again.</summary>
    public async Task AddAsync(Suppression suppression)
    {
        if (await TrySuppressAsync(suppression.Point, suppression.Kind).ConfigureAwait(false))
        {
            await RequirePersonAsync(suppression.Customer).ConfigureAwait(false);
            await People.NewFactsOfOwnersAsync(session, suppression.Point, suppression.Customer).ConfigureAwait(false);
        }
    }

    /// <summary>As <c>AddAsync</c>, for a point whose former owner is no more.</summary>
    public async Task SuppressAsync(ContactPoint point, SuppressionKind kind)
    {
        if (await TrySuppressAsync(point, kind).ConfigureAwait(false))
        {
            await People.NewFactsOfOwnersAsync(session, point).ConfigureAwait(false);
        }
    }

    /// <summary>Suppresses a contact point unless it is for this reason: since when it is stays as it was.</summary>
    public async Task SuppressOnceAsync(CustomerId customer, ContactPoint point, SuppressionKind kind)
    {
        var known = await SuppressionTable.OfAsync(session, hasher, point).ConfigureAwait(false);
        if (!known.Any(one => one.Kind == kind))
        {
            await AddAsync(new Suppression(customer, point, kind)).ConfigureAwait(false);
        }
    }

    // Says whether anything changed: an agreement of before does not count any more where it was learned again.
    private async Task<bool> TrySuppressAsync(ContactPoint point, SuppressionKind kind)
    {
        await keys.RequireUsedKeysAsync(session).ConfigureAwait(false);
        var (isKnown, isLater) = await SuppressionTable.RenewAsync(session, hasher, point, kind, recording.Number).ConfigureAwait(false);
        if (isKnown && !isLater)
        {
            return false;
        }

        await recording.MarkAsync().ConfigureAwait(false);
        if (!isKnown)
        {
            Report = Report with { SuppressionsAdded = Report.SuppressionsAdded + 1 };
            await SuppressionTable.InsertAsync(session, hasher.Hash(point), DatabaseKeyRing.Fingerprint(keys.Keys[0]), kind, recording.Number).ConfigureAwait(false);
        }

        return true;
    }
}
