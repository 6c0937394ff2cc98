using CrmKit;
using CrmKit.KillWorker;
using CrmKit.Messaging;
using CrmKit.Storage;

// A dispatcher in a process of its own, to be killed. Arguments: kind of store, where it is, folder of ledgers, workers, window, lease in ms, fail point (name:count, or none).
// It works until no row waits, is claimed or sending, and then ends with 0.
var (kind, place, ledgers, workers, window, lease, failPoint) = (args[0], args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture), int.Parse(args[4], CultureInfo.InvariantCulture), int.Parse(args[5], CultureInfo.InvariantCulture), FailPoint.Parse(args[6]));
await using var store = await Stores.OpenAsync(kind, place);
using var ledger = new LedgerSender(Path.Combine(ledgers, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.ledger")), failPoint);
var dispatcher = new Dispatcher(
    FailingStore.Around(store, failPoint),
    new GateList(new SuppressionGate(), new ConsentGate()),
    new NumberTemplates(),
    [ledger],
    new DispatcherOptions
    {
        BusinessZone = DateTimeZone.Utc,
        BatchSize = 40,
        Workers = workers,
        SendWindow = window,
        Lease = Duration.FromMilliseconds(lease),
        MaxAttempts = 100,
    });
while (true)
{
    try
    {
        await dispatcher.DispatchDueAsync();
        if (await store.ReadHealthAsync() is { DueNow: 0, DueLater: 0, Claimed: 0, Sending: 0 })
        {
            return 0;
        }
    }
    catch (CrmStoreException error) when (error.IsTransient)
    {
        // Another process held the file for long: the next look tries again.
    }

    await Task.Delay(50);
}
