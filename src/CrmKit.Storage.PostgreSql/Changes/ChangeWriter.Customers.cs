namespace CrmKit.Storage.PostgreSql;

/// <content>Records.</content>
internal sealed partial class ChangeWriter
{
    // So many go to the server at once.
    private const int CustomersAtOnce = 2048;

    private readonly Dictionary<CustomerId, Customer> _waitingCustomers = [];

    // Where records are merged, each set of changes is settled before the next: nothing waits.
    private bool? _hasMerges;

    private async Task WriteCustomersAsync(Customer[] customers)
    {
        if (customers.Length == 0)
        {
            return;
        }

        _hasMerges ??= await session.AnyAsync("SELECT 1 FROM crm_merge LIMIT 1").ConfigureAwait(false);
        foreach (var customer in customers)
        {
            var stored = StoredForm.Of(customer);
            if (!_waitingCustomers.TryAdd(stored.Id, stored))
            {
                await FlushCustomersAsync().ConfigureAwait(false);
                _waitingCustomers.Add(stored.Id, stored);
            }
        }

        if (_hasMerges == true || _waitingCustomers.Count >= CustomersAtOnce)
        {
            await FlushCustomersAsync().ConfigureAwait(false);
        }
    }

    private async Task FlushCustomersAsync()
    {
        if (_waitingCustomers.Count == 0)
        {
            return;
        }

        var known = await CustomerTable.FindAllAsync(session, _waitingCustomers.Keys).ConfigureAwait(false);
        List<Customer> added = [];
        List<(Customer Known, Customer Given)> changed = [];
        foreach (var given in _waitingCustomers.Values)
        {
            if (!known.TryGetValue(given.Id, out var before))
            {
                added.Add(given);
            }
            else if (!given.Equals(before))
            {
                changed.Add((before, given));
            }
        }

        Report = Report with
        {
            CustomersAdded = Report.CustomersAdded + added.Count,
            CustomersChanged = Report.CustomersChanged + changed.Count,
            CustomersUnchanged = Report.CustomersUnchanged + _waitingCustomers.Count - added.Count - changed.Count,
        };
        _waitingCustomers.Clear();
        await PutAsync(added, changed).ConfigureAwait(false);
    }

    private async Task PutAsync(List<Customer> added, List<(Customer Known, Customer Given)> changed)
    {
        if (added.Count + changed.Count == 0)
        {
            return;
        }

        await People.RequireAsync(session, [.. added.Concat(changed.Select(one => one.Given)).Select(record => record.Id).Where(_people.Add)], recording).ConfigureAwait(false);
        if (added.Count > 0)
        {
            await CustomerTable.InsertAsync(session, added, recording.Number).ConfigureAwait(false);
        }

        foreach (var (before, given) in changed)
        {
            await CustomerTable.ReplaceAsync(session, given, !before.ContactPoints.AsSpan().SequenceEqual(given.ContactPoints.AsSpan()), recording.Number).ConfigureAwait(false);
        }

        await recording.MarkAsync().ConfigureAwait(false);
        List<CustomerId> renewed =
        [
            .. added.Where(given => StoredFacts.AreChanged(before: null, given)).Select(given => given.Id),
            .. changed.Where(one => StoredFacts.AreChanged(one.Known, one.Given)).Select(one => one.Given.Id),
        ];
        await People.NewFactsAsync(session, renewed.ConvertAll(id => id.Value)).ConfigureAwait(false);
        _unsettled.UnionWith(_hasMerges == true ? renewed : []);
    }
}
