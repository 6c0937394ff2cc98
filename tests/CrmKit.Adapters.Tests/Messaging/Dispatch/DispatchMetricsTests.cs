using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CrmKit.Messaging;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>What the meter tells, under the names that docs/operating-the-outbox.md promises.</summary>
public sealed class DispatchMetricsTests
{
    [Fact]
    public async Task Meter_tells_ages_states_durations_and_outcomes_and_nobodys_name()
    {
        var clock = new ManualClock();
        await using var scene = await DispatchScene.OfAsync("sqlite", clock, "sentinel-ann", "sentinel-bob");
        clock.Advance(Duration.FromMinutes(3));
        scene.Sender.Answer = message => Task.FromResult(RecordingSender.CustomerOf(message) == "sentinel-bob" ? SendOutcome.RetryAfter(Duration.FromHours(1), "451") : SendOutcome.Accepted);
        var seen = new ConcurrentBag<(string Name, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "CrmKit.Messaging")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            seen.Add((instrument.Name, value, string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.Start();

        await scene.Dispatcher().DispatchDueAsync();

        // Other tests of this assembly speak through the same meter: what they say is there as well.
        Assert.Contains(("crmkit.outbox.oldest_due_age", 180, ""), seen);
        Assert.Contains(("crmkit.outbox.oldest_due_age", 0, ""), seen);
        Assert.Contains(("crmkit.outbox.rows", 2, "state=due"), seen);
        Assert.Contains(("crmkit.outbox.rows", 1, "state=due-later"), seen);
        Assert.Contains(("crmkit.dispatch.touches", 1, "outcome=sent"), seen);
        Assert.Contains(("crmkit.dispatch.touches", 1, "outcome=postponed"), seen);
        Assert.Contains(seen, one => one.Name == "crmkit.dispatch.send_duration" && one.Value >= 0 && one.Tags == "channel=Email,remedy=none");
        Assert.Contains(seen, one => one.Name == "crmkit.dispatch.send_duration" && one.Tags == "channel=Email,remedy=retry");
        Assert.DoesNotContain(seen, one => one.Tags.Contains("sentinel", StringComparison.Ordinal) || one.Tags.Contains('@', StringComparison.Ordinal));
    }
}
