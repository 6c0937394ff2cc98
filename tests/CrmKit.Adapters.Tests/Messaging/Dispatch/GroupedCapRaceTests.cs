using System.Collections.Concurrent;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Dispatchers over several instances of one store never exceed a cap on any group, however many contacts of one person they meet at once.</summary>
public sealed class GroupedCapRaceTests
{
    private const int People = 12;

    // All: 4 in any fortnight. Offers: 2. One reason: 1. What gives something of use is stopped by the cap on all alone.
    private static readonly ImmutableArray<GroupCap> Caps =
    [
        GroupCap.OnAll(TouchCap.AtMost(4, 14)),
        new(CapGroup.Of(TouchKind.Pitch), TouchCap.AtMost(2, 10)),
        new(CapGroup.OfReason("newsletter"), TouchCap.AtMost(1, 30)),
    ];

    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task No_cap_of_any_group_is_exceeded_when_dispatchers_meet_many_rows_of_one_person(string kind)
    {
        string[] people = [.. Enumerable.Range(0, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i:D2}"))];
        await using var scene = await DispatchScene.OfAsync(kind, new TickingClock(), people);
        scene.Gates = GateList.Standard(new GateOptions { Cap = TouchCap.None, MoreCaps = Caps });
        await scene.Store.EnqueueAsync(A.Plan(people.SelectMany(Touches)), "test");
        var second = await scene.SecondStoreAsync();
        var third = await scene.SecondStoreAsync();
        await using var closing = second;
        await using var closingToo = third;

        // Whoever has judged a person's row waits a little for another who has, so that both judged on the same facts.
        var meeting = new ConcurrentDictionary<string, TaskCompletionSource>();
        var met = 0;
        scene.Store.BeforeBegin = second.BeforeBegin = third.BeforeBegin = claim =>
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var other = meeting.GetOrAdd(claim.Row.Intent.Key.Customer.Value, mine);
            if (other != mine && other.TrySetResult())
            {
                Interlocked.Increment(ref met);
                meeting.TryRemove(new KeyValuePair<string, TaskCompletionSource>(claim.Row.Intent.Key.Customer.Value, other));
            }

            return Task.WhenAny(other.Task, Task.Delay(10));
        };
        await Task.WhenAll(
            Task.Run(() => scene.Dispatcher(batch: 1).DispatchDueAsync()),
            Task.Run(() => scene.Dispatcher(second, batch: 1).DispatchDueAsync()),
            Task.Run(() => scene.Dispatcher(third, batch: 1).DispatchDueAsync()));

        Assert.True(met > 0, "No two dispatchers ever judged one person at once.");
        var rows = await scene.RowsAsync();
        foreach (var person in people)
        {
            var facts = await scene.Store.LoadFactsAsync(person, DateTimeZone.Utc);
            Assert.All(Caps, cap => Assert.InRange(cap.StandingOn(facts with { Commitments = [] }, facts.ReadAt.InUtc().Date).Filled, 0, cap.Cap.Max));

            // Nothing is kept back without need either: what is left waits for a cap that is full.
            Assert.Equal(4, facts.Contacts.Length);
            Assert.Equal(facts.Contacts.Length, scene.Sender.Recipients.Count(recipient => recipient == person));
            var left = rows.Where(row => row.Intent.Key.Customer == person && row.State != OutboxState.Sent).ToList();
            Assert.Equal(Touches(person).Count() + 1 - 4, left.Count);
            Assert.All(left, row => Assert.Equal((OutboxState.Due, ReasonCodes.CapReached), (row.State, row.StateReason!.Code)));
        }
    }

    // Beside the offer that the scene has promised: two more offers, two newsletters and three pieces of advice.
    private static IEnumerable<PlannedTouch> Touches(string person) =>
    [
        A.PlannedTouch(person, "2"),
        A.PlannedTouch(person, "3"),
        Of(person, "newsletter", "1", TouchKind.Value),
        Of(person, "newsletter", "2", TouchKind.Value),
        Of(person, "advice", "1", TouchKind.Value),
        Of(person, "advice", "2", TouchKind.Value),
        Of(person, "advice", "3", TouchKind.Value),
    ];

    private static PlannedTouch Of(string person, string reason, string occurrence, TouchKind kind) => A.PlannedTouch(person) with
    {
        Intent = A.Intent(person) with { Key = new TouchKey(person, reason, occurrence), Kind = kind },
    };
}
