using System.Text.Json;

namespace CrmKit.Storage.Sqlite;

/// <summary>Takes what names forgotten people and their addresses out of what is stored of others, within an open transaction.</summary>
internal sealed class ForgottenTraces(SqliteSession session, TimesTogether together, Instant now)
{
    private const string AtPlaces = ConsentTable.AtPlaces;

    // Whose facts change by all of this, which is one change.
    private readonly HashSet<CustomerId> _affected = [];

    // Who lost statements that may have been what a merge concluded from.
    private readonly HashSet<CustomerId> _unsettled = [];

    public void ForgetRoles(HashSet<CustomerId> forgotten)
    {
        foreach (var id in forgotten)
        {
            foreach (var other in Ids("SELECT customer FROM crm_role WHERE of = $1", id.Value).Where(other => !forgotten.Contains(other)))
            {
                CustomerTable.Rewrite(session, other, record => ErasureRules.WithoutRolesTo(record, forgotten));
            }

            session.Execute("DELETE FROM crm_role WHERE of = $1", id.Value);
        }
    }

    /// <summary>Forgets the merges of the forgotten. What such a merge concluded may name their addresses, whomever it was told of.</summary>
    public void ForgetMerges(ImmutableArray<CustomerId> forgotten)
    {
        foreach (var id in forgotten)
        {
            _unsettled.UnionWith(Ids("SELECT DISTINCT customer FROM crm_consent WHERE merge IN (SELECT seq FROM crm_merge WHERE survivor = $1 OR absorbed = $1)", id.Value));
            session.Execute("DELETE FROM crm_consent WHERE merge IN (SELECT seq FROM crm_merge WHERE survivor = $1 OR absorbed = $1)", id.Value);
            session.Execute("DELETE FROM crm_merge WHERE survivor = $1 OR absorbed = $1", id.Value);
        }

        _unsettled.ExceptWith(forgotten);
    }

    /// <summary>Once the people are gone: forgets what names those of their addresses that are nobody's any more, and gives new facts to all whom it concerned.</summary>
    public void ForgetAddresses(ImmutableArray<ContactPoint> points)
    {
        ImmutableArray<(Channel Channel, string FoldedAddress)> left = [.. points.Where(point => !CustomerTable.IsAnybodys(session, point)).Select(point => (point.Channel, point.FoldedAddress))];
        var nobodys = Places(left);
        ForgetRowsTo(nobodys);
        session.Execute("DELETE FROM crm_opt_in WHERE (crm_folded(channel, address), channel) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))", nobodys);
        ForgetOfTheTimeTogether(left);
        ForgetCarried(nobodys);
        People.NewFacts(session, _affected);
    }

    // Read once for all places: the addresses of rows that have left are in no index.
    private void ForgetRowsTo(string places)
    {
        List<(string Customer, string Reason, string Occurrence)> effects = [];
        using (var rows = session.Query($"SELECT customer, reason, occurrence FROM crm_outbox WHERE {AtPlaces}", places))
        {
            while (rows.Read())
            {
                effects.Add((rows.Text(0), rows.Text(1), rows.Text(2)));
            }
        }

        foreach (var (customer, reason, occurrence) in effects)
        {
            session.Execute("DELETE FROM crm_outbox WHERE customer = $1 AND reason = $2 AND occurrence = $3", customer, reason, occurrence);
            session.Execute("DELETE FROM crm_decision WHERE customer = $1 AND reason = $2 AND occurrence = $3", customer, reason, occurrence);
            _affected.Add(customer);
        }
    }

    // What others say of themselves at present names none of these addresses: they are nobody's.
    private void ForgetOfTheTimeTogether(ImmutableArray<(Channel Channel, string FoldedAddress)> nobodys)
    {
        foreach (var other in together.Others.Where(other => People.IsKnown(session, other)))
        {
            var places = together.NotItsOwn(other, CustomerTable.VersionsOf(session, other).Select(version => (version.Former, version.RecordedAt)), nobodys);
            CustomerTable.RewriteFormer(session, other, (former, recordedAt) => together.Left(former, recordedAt, places));
            foreach (var number in ConsentTable.SaidAt(session, other, Places(places)).Where(said => together.Includes(other, said.RecordedAt)).Select(said => said.Number))
            {
                session.Execute("DELETE FROM crm_consent WHERE seq = $1", number);
                _unsettled.Add(other);
            }
        }
    }

    // First what was told at the undoing of a merge; then what merges conclude without it; then what they concluded before. What they conclude still came of
    // what somebody said there in person.
    private void ForgetCarried(string places)
    {
        const string Told = $"merge IS NULL AND source IN ($2, $3) AND {AtPlaces}";
        const string Over = $"merge IS NOT NULL AND void_from IS NOT NULL AND {AtPlaces}";
        _unsettled.UnionWith(Ids($"SELECT DISTINCT customer FROM crm_consent WHERE {Told}", places, MergedConsent.MergeSource, MergedConsent.UnmergeSource));
        session.Execute($"DELETE FROM crm_consent WHERE {Told}", places, MergedConsent.MergeSource, MergedConsent.UnmergeSource);
        _affected.UnionWith(_unsettled);
        var conclusions = new MergeConclusions(session, now);
        foreach (var person in _unsettled.Select(id => People.PersonOf(session, id)).Distinct().Order().ToList())
        {
            _affected.UnionWith(conclusions.Renew(person).SelectMany(point => People.OwnersOf(session, point)));
        }

        _affected.UnionWith(Ids($"SELECT DISTINCT customer FROM crm_consent WHERE {Over}", places));
        session.Execute($"DELETE FROM crm_consent WHERE {Over}", places);
    }

    // As a JSON array of pairs: one parameter, however many there are.
    private static string Places(IEnumerable<(Channel Channel, string FoldedAddress)> places)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var (channel, folded) in places)
            {
                json.WriteStartArray();
                json.WriteStringValue(folded);
                json.WriteNumberValue((int)channel);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private List<CustomerId> Ids(string sql, params ReadOnlySpan<object?> arguments)
    {
        List<CustomerId> ids = [];
        using var rows = session.Query(sql, arguments);
        while (rows.Read())
        {
            ids.Add(rows.As(static row => new CustomerId(row.Text(0))));
        }

        return ids;
    }
}
