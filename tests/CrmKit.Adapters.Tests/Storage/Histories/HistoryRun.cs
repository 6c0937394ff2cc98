using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>A store that a history happens to, watched after every step by what its ports promise.</summary>
internal sealed class HistoryRun : IAsyncDisposable
{
    // Has every contact point, and nothing ever happens to it: its facts show what is suppressed.
    private const string Probe = "probe";

    private readonly Func<IClock, IKeyRing, Task<ICrmStore>>? _reopen;
    private readonly RotatingKeyRing _keys = new();
    private readonly List<OutboxClaim> _claims = [];
    private static readonly SuppressionGate Gate = new();
    private readonly PastViews _past = new();

    private HistoryRun(Func<IClock, IKeyRing, Task<ICrmStore>>? reopen) => _reopen = reopen;

    public ManualClock Clock { get; } = new();

    // The instants that the clock showed at most; what is recorded while it is behind comes just after.
    private Instant _highest = Instant.MinValue;
    private int _ticks;

    private bool IsBehind => Clock.Now <= _highest;

    public ICrmStore Store { get; private set; } = null!;

    /// <summary>Starts with an empty store.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="isDurable">Whether it may be closed and opened again.</param>
    public static async Task<HistoryRun> StartAsync(Func<IClock, IKeyRing, Task<ICrmStore>> open, bool isDurable)
    {
        var run = new HistoryRun(isDurable ? open : null);
        run.Store = await open(run.Clock, run._keys);
        await run.Store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = Probe, ContactPoints = [.. HistorySteps.Points.Select(point => new ContactPointRecord(point))] }] });
        return run;
    }

    /// <summary>Does a step, and checks what it did to facts and suppressions.</summary>
    public async Task DoAsync(HistoryStep step)
    {
        var before = await FactsAsync();
        await step.RunAsync(this);
        var after = await FactsAsync();
        foreach (var (id, facts) in after)
        {
            var hasChanged = !string.Equals(StoreText.Content(before[id]), StoreText.Content(facts), StringComparison.Ordinal);
            Assert.False(hasChanged && before[id].FactsVersion == facts.FactsVersion, $"The facts of {id} changed under one version: {step}.");
        }

        WatchSuppressions(step, before[Probe], after[Probe]);
        foreach (var (_, facts) in after)
        {
            WatchOpenPoints(step, facts, after[Probe].Suppressed);
        }
    }

    public async Task CommitTwiceAsync(ChangeSet change)
    {
        try
        {
            await Store.CommitAsync(change);
        }
        catch (EventConflictException)
        {
            return;
        }

        var once = await StoreText.AllAsync(Store);
        var again = await Store.CommitAsync(change);
        Assert.True(again.IsUnchanged, $"The second commit of one set reports a change: {again}.");
        if (!IsBehind || change.Suppressions.IsEmpty)
        {
            // While the clock is behind, every commit has an instant of its own, and what is suppressed again is so since then.
            Assert.Equal(once, await StoreText.AllAsync(Store));
        }
    }

    public async Task TryAsync<T>(Func<ICrmStore, Task<T>> act)
    {
        try
        {
            await act(Store);
        }
        catch (Exception error) when (error is UnknownCustomerException or ArgumentException)
        {
            // A history names whom it likes; what is refused changes nothing, which the checks after the step see.
        }
    }

    public async Task ClaimAsync() => _claims.AddRange(await Store.ClaimAsync(3, Duration.FromMinutes(30)));

    public async Task FinishAsync(int index, OutboxOutcome outcome)
    {
        if (_claims.Count == 0)
        {
            return;
        }

        var claim = _claims[^(1 + (index % _claims.Count))];
        var facts = await Store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc);
        if (await Store.TryBeginSendingAsync(claim, facts.FactsVersion) == BeginSending.Started || outcome.State is OutboxState.Held or OutboxState.Dead)
        {
            try
            {
                await Store.FinishAsync(claim, outcome);
            }
            catch (InvalidOperationException)
            {
                // Held is no outcome of what is leaving.
            }
        }
    }

    /// <summary>Grants, and expects it to be granted exactly where nobody who counts as the person has it.</summary>
    public async Task GrantAsync(string who)
    {
        var people = new HashSet<CustomerId> { who };
        foreach (var point in (await Store.FindCustomerAsync(who))?.ContactPoints ?? [])
        {
            people.UnionWith(await Store.FindByPointAsync(point.Point));
        }

        var grants = 0;
        foreach (var person in people)
        {
            grants += (await All(Store.ReadEventsAsync(person))).Count(recorded => recorded.Event is IncentiveGrant);
        }

        try
        {
            Assert.Equal(grants == 0, await Store.TryGrantIncentiveAsync(who, "welcome"));
            Assert.False(await Store.TryGrantIncentiveAsync(who, "welcome"));
        }
        catch (UnknownCustomerException)
        {
            Assert.Null(await Store.FindCustomerAsync(who));
        }
    }

    public Task EraseAsync(string who) => _past.EraseAsync(Store, who);

    public async Task AdvanceAsync(Duration duration)
    {
        await _past.RememberAsync(Store, Clock.Now, IsBehind);
        Clock.Advance(duration);
    }

    /// <summary>Turns the clock back after something was recorded: what is before that is past, wherever the clock goes.</summary>
    public async Task GoBackAsync(Duration duration)
    {
        _ticks++;
        await Store.CommitAsync(new ChangeSet { Events = [A.Purchase("ticker", new LocalDate(1997, 1, 1), 1m, $"tick:{_ticks}")] });
        _highest = Instant.Max(_highest, Clock.Now);
        Clock.Advance(-duration);
    }

    /// <summary>Says something that concerns nothing else, on which a store looks at all that merges conclude: what may be sent is what it was.</summary>
    public async Task ConcludeAgainAsync(string who, Duration later)
    {
        await AdvanceAsync(later);
        var before = await AnswersAsync();
        _ticks++;
        var far = ContactPoint.Parse(Channel.Post, "Far Away 1");
        await Store.CommitAsync(new ChangeSet { Consents = [new ConsentEntry(who, far, new Purpose("far-away"), ConsentState.OptOut, Clock.Now, $"tick {_ticks}")] });
        Assert.Equal(before, await AnswersAsync());
    }

    public Task LookBackAsync() => _past.CompareAsync(Store);

    public Task RotateAsync()
    {
        _keys.Rotate();
        return Task.CompletedTask;
    }

    public async Task ReopenAsync()
    {
        if (_reopen is not null)
        {
            await Store.DisposeAsync();
            Store = await _reopen(Clock, _keys);
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }

    // Nothing takes a suppression back; learned again, it holds since the clock's instant.
    private void WatchSuppressions(HistoryStep step, GateFacts before, GateFacts after)
    {
        foreach (var old in before.Suppressed)
        {
            Assert.True(after.Suppressed.Any(now => (now.Point, now.Kind) == (old.Point, old.Kind) && now.Since >= old.Since), $"A suppression of kind {old.Kind} is gone: {step}.");
        }

        var latest = IsBehind ? _highest + Duration.FromSeconds(1) : Clock.Now;
        Assert.All(after.Suppressed.Except(before.Suppressed), suppressed => Assert.InRange(suppressed.Since, IsBehind ? _highest : Clock.Now, latest));
    }

    // A suppressed point is open to nobody but a person who agreed afterwards, with proof, to this very purpose.
    private void WatchOpenPoints(HistoryStep step, GateFacts facts, ImmutableArray<SuppressedPoint> suppressed)
    {
        foreach (var one in suppressed.Where(one => facts.Points.Contains(one.Point)))
        {
            foreach (var purpose in (Purpose[])[Purpose.Marketing, Purpose.Greetings])
            {
                var intent = new TouchIntent(new TouchKey(facts.Customer, "reason", "1"), TouchClass.Promotional, purpose, one.Point, Instant.MaxValue) { Topic = new Topic("garden") };
                var agreed = facts.Consents.Entries.Any(said =>
                    said.Entry.IsFreshOptIn && said.Entry.Point == one.Point && said.Entry.Purpose == purpose && said.Entry.OccurredAt > one.Since && said.RecordedAt > one.Since);
                Assert.True(agreed || one.Kind == SuppressionKind.Undeliverable || !Gate.Evaluate(intent, facts, Clock.Now).IsOpen, $"{facts.Customer} is open without a fresh opt-in: {step}.");
            }
        }
    }

    private async Task<List<string>> AnswersAsync() =>
    [
        .. from facts in (await FactsAsync()).Values
           from point in HistorySteps.Points
           from purpose in (Purpose[])[Purpose.Marketing, Purpose.Greetings]
           from topic in (Topic?[])[null, new Topic("garden"), new Topic("other")]
           let ledger = new ConsentLedger(facts.Consents.Entries.Concat(facts.RefusalsAtSharedPoints))
           select $"{facts.Customer} {point.Address} {purpose} {topic}: {ledger.DecideContact(point, purpose, Clock.Now, topic).IsAllowed}",
    ];

    private async Task<Dictionary<string, GateFacts>> FactsAsync()
    {
        Dictionary<string, GateFacts> facts = new(StringComparer.Ordinal);
        foreach (var id in HistorySteps.People.Add(Probe))
        {
            facts.Add(id, await Store.LoadFactsAsync(id, DateTimeZone.Utc));
        }

        return facts;
    }
}
