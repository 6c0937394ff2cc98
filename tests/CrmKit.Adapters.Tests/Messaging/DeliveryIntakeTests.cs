using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class DeliveryIntakeTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly RotatingKeyRing _keys = new();
    private readonly ScriptedSender _sender = new(Channel.Email);
    private readonly InMemoryCrmStore _store;
    private readonly DeliveryIntake _intake;

    public DeliveryIntakeTests()
    {
        _store = new InMemoryCrmStore(_clock, _keys);
        _intake = new DeliveryIntake(_store, _keys, new DeliveryIntakeOptions());
    }

    public void Dispose() => _store.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public async Task Hard_bounce_suppresses_the_address_that_the_message_went_to()
    {
        var ids = await SendAsync("1", "2");
        Assert.Equal(new DeliveryIntakeReport { Hard = 1 }, await ApplyAsync(DeliveryKind.Hard, ids[0]));
        Assert.Equal(SuppressionKind.Undeliverable, Assert.Single((await FactsAsync("1")).Suppressed).Kind);
        Assert.Empty((await FactsAsync("2")).Suppressed);
    }

    [Fact]
    public async Task Complaint_is_an_objection_once()
    {
        var ids = await SendAsync("1");
        await ApplyAsync(DeliveryKind.Complaint, ids[0]);
        _clock.Advance(Duration.FromHours(1));
        Assert.Equal(new DeliveryIntakeReport { Complaints = 1 }, await ApplyAsync(DeliveryKind.Complaint, ids[0]));
        var facts = await FactsAsync("1");
        Assert.Equal(SuppressionKind.Objection, Assert.Single(facts.Suppressed).Kind);
        Assert.Single(facts.Consents.Entries, recorded => recorded.Entry.State == ConsentState.Objection);
    }

    [Fact]
    public async Task Different_messages_that_did_not_arrive_make_an_address_bouncing_and_one_that_does_active()
    {
        var ids = await SendAsync("1", "1", "1");
        await ApplyAsync(DeliveryKind.Soft, ids[0], ids[0], ids[0], ids[1]);
        Assert.Equal(ContactPointStatus.Active, await StatusAsync("1"));
        await ApplyAsync(DeliveryKind.Soft, ids[2]);
        Assert.Equal(ContactPointStatus.Bouncing, await StatusAsync("1"));
        await ApplyAsync(DeliveryKind.Delivered, ids[1]);
        Assert.Equal(ContactPointStatus.Active, await StatusAsync("1"));
    }

    [Fact]
    public async Task Soft_bounces_far_apart_do_not_add_up()
    {
        var ids = await SendAsync("1", "1", "1");
        foreach (var id in ids)
        {
            await ApplyAsync(DeliveryKind.Soft, id);
            _clock.Advance(Duration.FromDays(16));
        }

        Assert.Equal(ContactPointStatus.Active, await StatusAsync("1"));
    }

    [Theory]
    [InlineData(DeliveryKind.Hard)]
    [InlineData(DeliveryKind.Soft)]
    [InlineData(DeliveryKind.Complaint)]
    [InlineData(DeliveryKind.Delivered)]
    public async Task Forged_report_changes_nothing_and_is_counted(DeliveryKind kind)
    {
        var ids = await SendAsync("1");
        var version = (await FactsAsync("1")).FactsVersion;
        var forged = ids[0].Replace('.', '0');
        var other = new MessageIds(new FixedKeyRing([.. Enumerable.Repeat((byte)9, 32)]), "example.com").Of(_sender.Messages[0].Id);
        Assert.Equal(new DeliveryIntakeReport { Unverified = 3 }, await ApplyAsync(kind, forged, other, null));

        // Signed, and nothing of it is in the outbox: somebody who was forgotten.
        Assert.Equal(new DeliveryIntakeReport { Unknown = 1 }, await ApplyAsync(kind, new MessageIds(_keys, "example.com").Of(new string('0', 32))));
        Assert.Equal(version, (await FactsAsync("1")).FactsVersion);
    }

    [Fact]
    public async Task What_is_no_report_is_counted()
    {
        var ids = await SendAsync("1");
        Assert.Equal(new DeliveryIntakeReport { AutomaticReplies = 1 }, await ApplyAsync(DeliveryKind.AutomaticReply, ids[0]));
        Assert.Equal(new DeliveryIntakeReport { NotReports = 1 }, await ApplyAsync(DeliveryKind.NotAReport, ids[0]));
        Assert.Empty((await FactsAsync("1")).Suppressed);
    }

    [Fact]
    public async Task Report_of_a_message_from_before_a_rotation_and_a_merge_counts()
    {
        var ids = await SendAsync("2");
        _keys.Rotate();
        await _store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")] });
        await _store.MergeAsync("1", "2");
        Assert.Equal(new DeliveryIntakeReport { Hard = 1 }, await ApplyAsync(DeliveryKind.Hard, ids[0]));
        Assert.Contains((await FactsAsync("1")).Suppressed, suppressed => suppressed.Point == A.Email("2"));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeliveryIntake(_store, _keys, new DeliveryIntakeOptions { SoftBounces = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeliveryIntake(_store, _keys, new DeliveryIntakeOptions { SoftBounceWindow = Duration.Zero }));
    }

    /// <summary>Sends a message to each, by the dispatcher, and gives their Message-IDs.</summary>
    private async Task<ImmutableArray<string>> SendAsync(params string[] customers)
    {
        foreach (var customer in customers.Distinct())
        {
            await _store.CommitAsync(new ChangeSet { Customers = [A.Customer(customer)], Consents = [A.FreshOptIn(customer, A.Noon - Duration.FromDays(1))] });
        }

        await _store.EnqueueAsync(A.Plan(customers.Select((customer, i) => A.PlannedTouch(customer, $"{i}"))), "test");
        var open = new GateList([]);
        var dispatcher = new Dispatcher(_store, open, TemplateSet.English("Shop"), [_sender], new DispatcherOptions { BusinessZone = DateTimeZone.Utc });
        Assert.Equal(customers.Length, (await dispatcher.DispatchDueAsync()).Sent);
        return [.. _sender.Messages.TakeLast(customers.Length).Select(message => new MessageIds(_keys, "example.com").Of(message.Id))];
    }

    private Task<DeliveryIntakeReport> ApplyAsync(DeliveryKind kind, params string?[] messageIds) => _intake.ApplyAsync([.. messageIds.Select(id => new DeliveryReport(kind, id))]);

    private Task<GateFacts> FactsAsync(string customer) => _store.LoadFactsAsync(customer, DateTimeZone.Utc);

    private async Task<ContactPointStatus> StatusAsync(string customer) => Assert.Single((await _store.FindCustomerAsync(customer))!.ContactPoints).Status;
}
