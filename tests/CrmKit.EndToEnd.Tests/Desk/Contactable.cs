using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Who may be contacted for marketing, asked of a store and the gates of the house.</summary>
internal static class Contactable
{
    private static readonly GateList Gates = new(new ContactPointGate(), new SuppressionGate(), new ConsentGate(), new CareGate());

    /// <summary>Customers and their open addresses, in order.</summary>
    public static async Task<SortedSet<string>> InAsync(ICrmStore store)
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var facts in store.ReadFactsAsync(DeskShop.Zone))
        {
            open.UnionWith(facts.Points
                .Where(point => Gates.Evaluate(
                    new TouchIntent(new TouchKey(facts.Customer, "interval.due", "1"), TouchClass.Promotional, Purpose.Marketing, point, facts.ReadAt + Duration.FromDays(30)), facts, facts.ReadAt).IsOpen)
                .Select(point => $"{facts.Customer.Value} {point.FoldedAddress}"));
        }

        return open;
    }
}
