using System.Diagnostics.Metrics;
using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>The package's meter. Tags say the outcome, never a person.</summary>
internal static class DispatchMetrics
{
    private static readonly Meter Meter = new("CrmKit.Messaging");

    private static readonly Counter<long> Touches =
        Meter.CreateCounter<long>("crmkit.dispatch.touches", unit: "{touch}", description: "Outbox rows that a dispatcher let go of, by outcome.");

    private static readonly Histogram<double> SendDuration =
        Meter.CreateHistogram<double>("crmkit.dispatch.send_duration", unit: "s", description: "How long a sender took for one message, by channel and remedy.");

    private static readonly Gauge<double> OldestDueAge =
        Meter.CreateGauge<double>("crmkit.outbox.oldest_due_age", unit: "s", description: "How long the oldest due row has waited.");

    private static readonly Gauge<long> Rows =
        Meter.CreateGauge<long>("crmkit.outbox.rows", unit: "{row}", description: "Outbox rows that are not over, by state.");

    /// <summary>Whether anybody listens to how the outbox is doing.</summary>
    public static bool WantsHealth => OldestDueAge.Enabled || Rows.Enabled;

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

    public static void Sent(Channel channel, SendRemedy? remedy, TimeSpan took)
    {
        var word = remedy switch
        {
            SendRemedy.None => "none",
            SendRemedy.Retry => "retry",
            SendRemedy.GiveUp => "give-up",
            SendRemedy.Suppress => "suppress",
            _ => "failed",
        };
        SendDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("channel", channel.ToString()), new KeyValuePair<string, object?>("remedy", word));
    }

    public static void Tell(OutboxHealth health)
    {
        OldestDueAge.Record(health.OldestDueAge.TotalSeconds);
        Tell("due", health.DueNow);
        Tell("due-later", health.DueLater);
        Tell("claimed", health.Claimed);
        Tell("sending", health.Sending);
        Tell("left-behind", health.LeftBehind);
        Tell("uncertain", health.Uncertain);
        Tell("held", health.Held);
    }

    private static void Tell(string state, long count) => Rows.Record(count, new KeyValuePair<string, object?>("state", state));

    private static void Add(string outcome, int count)
    {
        if (count > 0)
        {
            Touches.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
