using System.Diagnostics.Metrics;

namespace CrmKit.Messaging;

/// <summary>The package's meter. Tags say the outcome, never a person.</summary>
internal static class DispatchMetrics
{
    private static readonly Meter Meter = new("CrmKit.Messaging");

    private static readonly Counter<long> Touches =
        Meter.CreateCounter<long>("crmkit.dispatch.touches", unit: "{touch}", description: "Outbox rows that a dispatcher let go of, by outcome.");

    public static void Count(DispatchReport report)
    {
        Add("sent", report.Sent);
        Add("postponed", report.Postponed);
        Add("held", report.Held);
        Add("refused", report.Refused);
        Add("given-up", report.GivenUp);
        Add("uncertain", report.Uncertain);
        Add("lease-lost", report.LostLease);
    }

    private static void Add(string outcome, int count)
    {
        if (count > 0)
        {
            Touches.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
