using System.Diagnostics;
using CrmKit.Storage;
using CrmKit.Testing;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Storage;

public sealed class InMemoryVolumeTests(ITestOutputHelper output)
{
    // A look through all people would take ten times as long among ten times as many; the figures themselves are printed.
    [Fact]
    public async Task Objection_among_20_000_people_takes_about_what_it_takes_among_2_000()
    {
        var few = await MedianAsync(2_000);
        var many = await MedianAsync(20_000);
        Assert.InRange(many / few, 0, 4);
    }

    private async Task<double> MedianAsync(int people)
    {
        var clock = new ManualClock();
        await using var store = new InMemoryCrmStore(clock, new RotatingKeyRing());
        await store.CommitAsync(new ChangeSet { Customers = [.. Enumerable.Range(0, people).Select(number => A.Customer($"{number}"))] });
        await store.EnqueueAsync(A.Plan(Enumerable.Range(0, people).Select(number => A.PlannedTouch($"{number}"))), "test");
        var milliseconds = new double[people];
        for (var i = 0; i < people; i++)
        {
            var change = new ChangeSet { Consents = [A.Objection($"{i}", clock.Now)] };
            var start = Stopwatch.GetTimestamp();
            await store.CommitAsync(change);
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Assert.Equal(2, (await store.LoadFactsAsync("0", DateTimeZone.Utc)).Suppressed.Length + (await store.LoadFactsAsync($"{people - 1}", DateTimeZone.Utc)).Suppressed.Length);
        var all = milliseconds.Sum();
        Array.Sort(milliseconds);
        var median = milliseconds[people / 2];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people, each objecting once: {all / 1000:F2} s, median {median:F4} ms"));
        return median;
    }
}
