using System.Collections.Concurrent;
using System.Net;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.AspNetCore;

public sealed class UnsubscribeRaceTests
{
    private const int People = 400;
    private const int Refusers = 200;

    [Fact]
    public async Task Nothing_leaves_for_whom_a_page_has_told_that_it_stops()
    {
        const int Seed = 17;
        await using var scene = await WebScene.StartAsync();
        string[] ids = [.. Enumerable.Range(0, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}"))];
        await scene.Memory.CommitAsync(new ChangeSet { Customers = [.. ids.Select(A.Customer)], Consents = [.. ids.Select(id => A.Consent(id))] });
        await scene.Memory.EnqueueAsync(A.Plan(ids.Select(id => A.PlannedTouch(id))), "test");

        // Who had been answered before a worker began to send is noted when it begins: later is too late to stop anything.
        var answered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var tooLate = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var store = FailingStore.Over(scene.Memory, (method, arguments) =>
        {
            if (method.Equals("TryBeginSendingAsync", StringComparison.Ordinal))
            {
                foreach (var customer in CustomersOf(arguments[0]!).Where(answered.ContainsKey))
                {
                    tooLate[customer] = true;
                }
            }

            return false;
        });

        // Neither side may run away from the other: who is quicker waits, so that they meet.
        var sender = new ScriptedSender(Channel.Email);
        var areDone = false;
        var paced = new PacedSender(sender, () => answered.Count == Refusers || sender.Messages.Length - answered.Count < 16);
        Dispatcher Worker() => new(store, new GateList([new ConsentGate()]), TemplateSet.English("The shop"), [paced], new DispatcherOptions { BusinessZone = DateTimeZone.Utc, BatchSize = 10 });
        var order = new Random(Seed);
        var refusers = ids.OrderBy(_ => order.Next()).Take(Refusers).ToArray();
        var clicks = Parallel.ForEachAsync(refusers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) =>
        {
            await PacedSender.UntilAsync(() => areDone || answered.Count - sender.Messages.Length < 8);
            Assert.Equal(HttpStatusCode.OK, (await scene.OneClickAsync("/u/" + scene.Token(id))).Status);
            answered[id] = true;
        });
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Worker().DispatchDueAsync())));
        Volatile.Write(ref areDone, true);
        await clicks;

        var sent = sender.Messages.Select(message => message.To.Address.Split('@')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(refusers.Count(sent.Contains), 1, Refusers - 1);
        Assert.DoesNotContain(sent, tooLate.ContainsKey);
        Assert.Equal(sender.Messages.Length, sent.Count);
        Assert.Equal(People, reports.Sum(report => report.Sent + report.Refused));
        Assert.All(ids.Except(refusers, StringComparer.Ordinal), id => Assert.Contains(id, sent));
        Assert.All(refusers, id => Assert.False(scene.MayReceiveAsync(id, Purpose.Marketing).GetAwaiter().GetResult()));
    }

    private static IEnumerable<string> CustomersOf(object argument) => argument switch
    {
        OutboxClaim claim => [claim.Row.Intent.Key.Customer.Value],
        IEnumerable<SendingWish> wishes => wishes.Select(wish => wish.Claim.Row.Intent.Key.Customer.Value),
        _ => [],
    };

    private sealed class PacedSender(ScriptedSender inner, Func<bool> mayGoOn) : IContactSender
    {
        public Channel Channel => inner.Channel;

        public static async Task UntilAsync(Func<bool> holds)
        {
            while (!holds())
            {
                await Task.Delay(1);
            }
        }

        public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            var outcome = await inner.SendAsync(message, cancellationToken);
            await UntilAsync(mayGoOn);
            return outcome;
        }
    }
}
