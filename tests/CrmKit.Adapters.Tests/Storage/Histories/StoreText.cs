using System.Text;
using CrmKit.Storage;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>What the ports show, as text for comparison.</summary>
internal static class StoreText
{
    /// <summary>Facts without their version and the instant of reading.</summary>
    public static string Content(GateFacts facts) =>
        $"{facts.Customer} {facts.Zone} points {string.Join(',', facts.Points.Select(point => point.Address))} "
        + $"suppressed {string.Join(',', facts.Suppressed.Select(found => $"{found.Point.Address} {found.Kind} {found.Since}"))} care {string.Join(',', facts.CareFlags)} "
        + $"consents {string.Join(';', facts.Consents.Entries.Select(entry => $"{entry} {entry.Entry.Point.Address}"))} "
        + $"refused by others {string.Join(';', facts.RefusalsAtSharedPoints.Select(entry => $"{entry} {entry.Entry.Point.Address}"))} contacts {string.Join(';', facts.Contacts)} "
        + $"commitments {string.Join(';', facts.Commitments)} decided {string.Join(';', facts.Decided)}";

    /// <summary>Everything at present.</summary>
    public static async Task<string> AllAsync(ICrmStore store)
    {
        var text = new StringBuilder();
        await TellAsync(store.ReadCustomersAsync(), CustomerJson.ToText);
        await TellAsync(store.ReadEventsAsync(), recorded => $"{TimelineJson.ToText(recorded)}");
        await TellAsync(store.ReadOutboxAsync(), row => $"{row} {row.Intent.Point.Address}");
        await TellAsync(store.ReadFactsAsync(DateTimeZone.Utc), facts => $"v{facts.FactsVersion} {Content(facts)}");
        foreach (var id in HistorySteps.People)
        {
            await TellAsync(store.ReadVersionsAsync(id), recorded => $"{TimelineJson.ToText(recorded)}");
            var facts = await store.LoadFactsAsync(id, DateTimeZone.Utc);
            text.AppendLine($"v{facts.FactsVersion} {Content(facts)} {await store.FindRecordAsync(id)}");
        }

        return text.AppendJoin('\n', (await store.ReadMergesAsync()).All).ToString();

        async Task TellAsync<T>(IAsyncEnumerable<T> items, Func<T, string> tell)
        {
            await foreach (var item in items)
            {
                text.AppendLine(tell(item));
            }
        }
    }
}
