using CrmKit.Messaging.Webhooks;

namespace CrmKit.Adapters.Tests.Messaging.Webhooks;

public sealed class WebhookScheduleTests
{
    [Fact]
    public void Waits_add_up_to_the_published_times()
    {
        // The column "time since start" of the schedule in Standard Webhooks 1.0.0.
        string[] published = ["00:00:05", "00:05:05", "00:35:05", "02:35:05", "07:35:05", "17:35:05", "31:35:05", "51:35:05", "75:35:05"];
        var sum = Duration.Zero;
        for (var attempt = 1; attempt < WebhookSchedule.Attempts; attempt++)
        {
            sum += WebhookSchedule.WaitAfter(attempt)!.Value;
            Assert.Equal(published[attempt - 1], sum.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        }

        Assert.Equal(10, WebhookSchedule.Attempts);
        Assert.Null(WebhookSchedule.WaitAfter(10));
        Assert.Null(WebhookSchedule.WaitAfter(10, "a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => WebhookSchedule.WaitAfter(0));
    }

    [Fact]
    public void Messages_that_failed_together_come_back_spread_over_a_fifth_of_the_wait()
    {
        var waits = Enumerable.Range(0, 1000).Select(i => WebhookSchedule.WaitAfter(4, "m" + i)!.Value).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait, Duration.FromHours(2), Duration.FromMinutes(144)));

        // 24 minutes spread evenly: the mean is 12, with a standard error of 24 / sqrt(12 * 1000) = 0.22 minutes; five of them are allowed.
        Assert.InRange(waits.Average(wait => wait.TotalMinutes), 132 - 1.1, 132 + 1.1);
        Assert.Equal(waits[0], WebhookSchedule.WaitAfter(4, "m0"));
    }
}
