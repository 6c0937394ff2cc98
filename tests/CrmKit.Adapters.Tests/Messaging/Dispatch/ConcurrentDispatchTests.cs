using System.Collections.Concurrent;
using System.Threading.Channels;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Dispatchers over several instances of one store, at the same time as people who change their minds.</summary>
public sealed class ConcurrentDispatchTests
{
    /// <summary>People with a message in the queue, a fifth of whom refuse: CRMKIT_QUEUED=10000 is the large size.</summary>
    private static readonly int Queued =
        int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_QUEUED"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 500;

    public static TheoryData<string> Stores => DispatchScene.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Nobody_who_refused_before_sending_began_gets_a_message(string kind)
    {
        string[] people = [.. Enumerable.Range(0, Queued).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i:D5}"))];
        await using var scene = await DispatchScene.OfAsync(kind, new TickingClock(), people);
        var second = await scene.SecondStoreAsync();
        await using var closing = second;
        var wrongly = new ConcurrentQueue<string>();
        scene.Sender.Answer = async message =>
        {
            var customer = RecordingSender.CustomerOf(message);
            if (await RefusedBeforeAsync(scene.Store, customer))
            {
                wrongly.Enqueue(customer);
            }

            return SendOutcome.Accepted;
        };

        // Whoever refuses does so just when a dispatcher has judged and is about to send; who of them is first is left to the machine.
        string[] refusing = [.. people.Where((_, i) => i % 5 == 1)];
        var judged = System.Threading.Channels.Channel.CreateUnbounded<string>();
        scene.Store.BeforeBegin = second.BeforeBegin = async claim =>
        {
            var customer = claim.Row.Intent.Key.Customer.Value;
            if (refusing.Contains(customer))
            {
                judged.Writer.TryWrite(customer);
                await Task.Delay(customer.GetHashCode(StringComparison.Ordinal) & 3);
            }
        };
        Task[] refusals = [Task.Run(() => RefuseAsync(scene.Store, judged.Reader)), Task.Run(() => RefuseAsync(second, judged.Reader))];
        await Task.WhenAll(
            Task.Run(() => scene.Dispatcher(batch: 21, workers: 2, window: 3).DispatchDueAsync()),
            Task.Run(() => scene.Dispatcher(second, batch: 5).DispatchDueAsync()));
        judged.Writer.Complete();
        await Task.WhenAll(refusals);

        Assert.Empty(wrongly);
        Assert.Equal(scene.Sender.Recipients.Count(), scene.Sender.Recipients.Distinct().Count());
        var rows = await scene.RowsAsync();
        Assert.Equal(scene.Sender.Recipients.Order(), rows.Where(row => row.State == OutboxState.Sent).Select(row => row.Intent.Key.Customer.Value).Order());
        Assert.All(rows.Where(row => row.State != OutboxState.Sent), row =>
        {
            Assert.Equal((OutboxState.Dead, ReasonCodes.ConsentRefused), (row.State, row.StateReason!.Code));
            Assert.Contains(row.Intent.Key.Customer.Value, refusing);
        });
        Assert.Equal(people.Length - refusing.Length, rows.Count(row => !refusing.Contains(row.Intent.Key.Customer.Value) && row.State == OutboxState.Sent));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Cap_of_one_holds_when_two_dispatchers_meet_two_rows_of_one_person(string kind)
    {
        string[] people = [.. Enumerable.Range(0, 25).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i:D2}"))];
        await using var scene = await DispatchScene.OfAsync(kind, new TickingClock(), people);
        await scene.Store.EnqueueAsync(A.Plan(people.Select(id => A.PlannedTouch(id, "2"))), "test");
        var second = await scene.SecondStoreAsync();
        await using var closing = second;

        // Whoever is first at a person's two rows waits a little for the other, so that both have judged before either may send.
        var meeting = new ConcurrentDictionary<string, TaskCompletionSource>();
        scene.Store.BeforeBegin = second.BeforeBegin = claim =>
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var met = meeting.GetOrAdd(claim.Row.Intent.Key.Customer.Value, mine);
            if (met != mine)
            {
                met.TrySetResult();
            }

            return Task.WhenAny(met.Task, Task.Delay(50));
        };
        await Task.WhenAll(
            Task.Run(() => scene.Dispatcher(batch: 1).DispatchDueAsync()),
            Task.Run(() => scene.Dispatcher(second, batch: 1).DispatchDueAsync()));

        Assert.Equal(people, scene.Sender.Recipients.Order());
        var rows = await scene.RowsAsync();
        Assert.Equal(people, rows.Where(row => row.State == OutboxState.Sent).Select(row => row.Intent.Key.Customer.Value).Order());

        // The other one waits for the window of 14 days to pass, on the midnight of Berlin.
        var free = new LocalDate(1997, 10, 15).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToInstant();
        Assert.All(rows.Where(row => row.State != OutboxState.Sent), row => Assert.Equal((OutboxState.Due, free, ReasonCodes.CapReached), (row.State, row.DueAt, row.StateReason!.Code)));
        Assert.Contains(meeting.Values, met => met.Task.IsCompleted);
    }

    /// <summary>The store's own record of the order: when the row entered sending, and when the refusal was recorded.</summary>
    private static async Task<bool> RefusedBeforeAsync(InterceptedStore store, string customer)
    {
        var facts = await store.LoadFactsAsync(customer, DateTimeZone.Utc);
        var began = Assert.Single(facts.Contacts).At;
        return facts.Consents.Entries.Any(said => said.Entry.State == ConsentState.OptOut && said.RecordedAt < began);
    }

    private static async Task RefuseAsync(InterceptedStore store, ChannelReader<string> people)
    {
        await foreach (var person in people.ReadAllAsync())
        {
            await store.CommitAsync(new ChangeSet { Consents = [A.Consent(person, ConsentState.OptOut, A.Noon - Duration.FromMinutes(1))] });
        }
    }
}
