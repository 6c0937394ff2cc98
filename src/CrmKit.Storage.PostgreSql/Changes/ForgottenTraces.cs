namespace CrmKit.Storage.PostgreSql;

/// <summary>Takes what names forgotten people and their addresses out of what is stored of others, within an open transaction.</summary>
internal sealed class ForgottenTraces(DatabaseSession session, TimesTogether together, Instant now)
{
    private const string AtPlaces = ConsentTable.AtPlaces;

    // Whose facts change by all of this, which is one change.
    private readonly HashSet<CustomerId> _affected = [];

    // Who lost statements that may have been what a merge concluded from.
    private readonly HashSet<CustomerId> _unsettled = [];

    public async Task ForgetRolesAsync(HashSet<CustomerId> forgotten)
    {
        string[] ids = [.. forgotten.Select(id => id.Value)];
        foreach (var other in await IdsAsync("SELECT DISTINCT customer FROM crm_role WHERE of = ANY ($1) AND customer <> ALL ($1)", ids).ConfigureAwait(false))
        {
            await CustomerTable.RewriteAsync(session, other, record => ErasureRules.WithoutRolesTo(record, forgotten)).ConfigureAwait(false);
        }

        await session.ExecuteAsync("DELETE FROM crm_role WHERE of = ANY ($1)", ids).ConfigureAwait(false);
    }

    /// <summary>Forgets the merges of the forgotten. What such a merge concluded may name their addresses, whomever it was told of.</summary>
    public async Task ForgetMergesAsync(ImmutableArray<CustomerId> forgotten)
    {
        const string Theirs = "survivor = ANY ($1) OR absorbed = ANY ($1)";
        string[] ids = [.. forgotten.Select(id => id.Value)];
        _unsettled.UnionWith(await IdsAsync($"SELECT DISTINCT customer FROM crm_consent WHERE merge IN (SELECT seq FROM crm_merge WHERE {Theirs})", ids).ConfigureAwait(false));
        await session.ExecuteAsync($"DELETE FROM crm_consent WHERE merge IN (SELECT seq FROM crm_merge WHERE {Theirs})", ids).ConfigureAwait(false);
        await session.ExecuteAsync($"DELETE FROM crm_merge WHERE {Theirs}", ids).ConfigureAwait(false);
        _unsettled.ExceptWith(forgotten);
    }

    /// <summary>Once the people are gone: forgets what names those of their addresses that are nobody's any more, and gives new facts to all whom it concerned.</summary>
    public async Task ForgetAddressesAsync(ImmutableArray<ContactPoint> points)
    {
        List<(Channel Channel, string FoldedAddress)> nobodys = [];
        foreach (var point in points)
        {
            await Places.LockAsync(session, point).ConfigureAwait(false);
            if (!await CustomerTable.IsAnybodysAsync(session, point).ConfigureAwait(false))
            {
                nobodys.Add((point.Channel, point.FoldedAddress));
            }
        }

        await ForgetRowsToAsync(nobodys).ConfigureAwait(false);
        await ForgetOfTheTimeTogetherAsync([.. nobodys]).ConfigureAwait(false);
        await ForgetCarriedAsync(nobodys).ConfigureAwait(false);
        await People.NewFactsOnceAsync(session, _affected).ConfigureAwait(false);
    }

    // Read once for all places: the addresses of rows that have left are in no index.
    private async Task ForgetRowsToAsync(List<(Channel Channel, string FoldedAddress)> nobodys)
    {
        var (folded, channels) = Places.Columns(nobodys);
        await session.ExecuteAsync($"DELETE FROM crm_opt_in WHERE {AtPlaces}", folded, channels).ConfigureAwait(false);
        var effects = await session.ListAsync(
            $"DELETE FROM crm_outbox WHERE {AtPlaces} RETURNING customer, reason, occurrence",

            // A row that names nobody goes like any other.
            static row => (Customer: row.Text(0), Reason: row.Text(1), Occurrence: row.Text(2), Owner: row.TryAs(static one => new CustomerId(one.Text(0)), out var owner) ? owner : (CustomerId?)null),
            folded,
            channels).ConfigureAwait(false);
        _affected.UnionWith(effects.Select(effect => effect.Owner).OfType<CustomerId>());
        await session.ExecuteAsync(
            "DELETE FROM crm_decision WHERE (customer, reason, occurrence) IN (SELECT * FROM unnest($1, $2, $3))",
            effects.Select(effect => effect.Customer).ToArray(),
            effects.Select(effect => effect.Reason).ToArray(),
            effects.Select(effect => effect.Occurrence).ToArray()).ConfigureAwait(false);
    }

    // What others say of themselves at present names none of these addresses: they are nobody's.
    private async Task ForgetOfTheTimeTogetherAsync(ImmutableArray<(Channel Channel, string FoldedAddress)> nobodys)
    {
        foreach (var other in together.Others)
        {
            if (!await People.IsKnownAsync(session, other).ConfigureAwait(false))
            {
                continue;
            }

            var versions = await CustomerTable.VersionsOfAsync(session, other).ConfigureAwait(false);
            var places = together.NotItsOwn(other, versions.Select(version => (version.Former, version.RecordedAt)), nobodys);
            await CustomerTable.RewriteFormerAsync(session, other, (former, recordedAt) => together.Left(former, recordedAt, places)).ConfigureAwait(false);
            foreach (var (number, _) in (await ConsentTable.SaidAtAsync(session, other, places).ConfigureAwait(false)).Where(said => together.Includes(other, said.RecordedAt)))
            {
                await session.ExecuteAsync("DELETE FROM crm_consent WHERE customer = $1 AND seq = $2", other.Value, number).ConfigureAwait(false);
                _unsettled.Add(other);
            }
        }
    }

    // First what was told at the undoing of a merge; then what merges conclude without it; then what they concluded before. What they conclude still came of
    // what somebody said there in person.
    private async Task ForgetCarriedAsync(List<(Channel Channel, string FoldedAddress)> nobodys)
    {
        const string Told = $"merge IS NULL AND source IN ($3, $4) AND {AtPlaces}";
        const string Over = $"merge IS NOT NULL AND void_from IS NOT NULL AND {AtPlaces}";
        var (folded, channels) = Places.Columns(nobodys);
        _unsettled.UnionWith(await IdsAsync($"DELETE FROM crm_consent WHERE {Told} RETURNING customer", folded, channels, MergedConsent.MergeSource, MergedConsent.UnmergeSource).ConfigureAwait(false));
        _affected.UnionWith(_unsettled);
        HashSet<CustomerId> people = [];
        foreach (var id in _unsettled)
        {
            people.Add(await People.PersonOfAsync(session, id).ConfigureAwait(false));
        }

        var conclusions = new MergeConclusions(session, now);
        foreach (var person in people.Order())
        {
            foreach (var point in await conclusions.RenewWithoutAsync([.. nobodys], person).ConfigureAwait(false))
            {
                _affected.UnionWith(await People.OwnersOfAsync(session, point).ConfigureAwait(false));
            }
        }

        _affected.UnionWith(await IdsAsync($"DELETE FROM crm_consent WHERE {Over} RETURNING customer", folded, channels).ConfigureAwait(false));
    }

    private Task<List<CustomerId>> IdsAsync(string sql, params List<object?> arguments) => session.ListAsync(sql, static row => new CustomerId(row.Text(0)), arguments);
}
