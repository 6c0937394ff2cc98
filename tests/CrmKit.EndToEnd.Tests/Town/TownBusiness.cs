using CrmKit.Calendars;
using CrmKit.Desk;
using CrmKit.Scheduling;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>One business of the town and its desk, day after day.</summary>
internal sealed class TownBusiness : IAsyncDisposable
{
    public static readonly LocalDate Start = new(2024, 1, 8);
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly LocalTime Morning = new(6, 0);

    private readonly ManualClock _clock = new(Zone.StartOf(Start));
    private readonly Chance _chance;
    private readonly int _trade;

    public TownBusiness(ulong seed, int trade, TownLife life, Func<CrmDeskOptions, CrmDeskOptions> policy)
    {
        (_chance, _trade, Life) = (new Chance(~seed), trade, life);
        Store = new InMemoryCrmStore(_clock, new RotatingKeyRing());
        Options = policy(new CrmDeskOptions
        {
            BusinessName = "A business of the town",
            From = "town@example.com",
            BusinessZone = Zone,
            Currency = Currency.Eur,
            DayLimit = DayLimit.None,
            Templates = new AnyWords(),
            Senders = [new TownSender(Channel.Email, life.Deliver, _clock)],
        });
        Desk = new CrmDesk(Store, Options);
    }

    public TownLife Life { get; }

    public InMemoryCrmStore Store { get; }

    public CrmDesk Desk { get; }

    public CrmDeskOptions Options { get; }

    /// <summary>The days on which nobody planned and nobody sent.</summary>
    public SortedSet<LocalDate> Downtime { get; } = [];

    /// <summary>Whom the desk said, and when, that a minimum of contact could not be kept for.</summary>
    public HashSet<(CustomerId Customer, LocalDate Day)> Infeasible { get; } = [];

    /// <summary>What was promised, by reason, occurrence and contact point.</summary>
    public Dictionary<(string Reason, string Occurrence, ContactPoint Point), TouchIntent> Promised { get; } = [];

    /// <summary>What came in, and when.</summary>
    public List<AssumedChange> Changes { get; } = [];

    /// <summary>What was decided on each day.</summary>
    public Dictionary<LocalDate, PlanResult> Plans { get; } = [];

    public async Task BeginAsync() => await Store.CommitAsync(Life.Beginning());

    /// <summary>Lets days go by.</summary>
    /// <param name="days">How many.</param>
    /// <param name="isSmooth">Whether nothing fails and no records become one in them.</param>
    /// <param name="keepsPlans">Whether plans are kept to be looked at.</param>
    public async Task LiveAsync(int days, bool isSmooth = false, bool keepsPlans = false)
    {
        for (var i = 0; i < days; i++)
        {
            var day = _clock.Now.InZone(Zone).Date;
            if (isSmooth || !IsDown(day))
            {
                await PassAsync(day.At(Morning).InZoneStrictly(Zone).ToInstant(), []);
                await PlanAsync(day, keepsPlans);
                await PassAsync(Zone.StartOf(day.PlusDays(1)), Life.Day(day));
            }
            else
            {
                Downtime.Add(day);
                foreach (var (at, changes) in Life.Day(day))
                {
                    _clock.Now = Instant.Max(_clock.Now, at);
                    await CommitAsync(changes);
                }

                _clock.Now = Zone.StartOf(day.PlusDays(1));
            }

            if (!isSmooth && Life.Merge(day) is { } records)
            {
                await Store.MergeAsync(records.Survivor.Id, records.Absorbed.Id);
                Life.Facts.Add(new TownFact(_clock.Now, records.Absorbed.Id, TownFactKind.Merged, Other: records.Survivor.Id));
            }
        }
    }

    public async ValueTask DisposeAsync() => await Store.DisposeAsync();

    private async Task PlanAsync(LocalDate day, bool keepsPlans)
    {
        var planned = await Desk.PlanAsync(await Desk.AssessAsync());
        Infeasible.UnionWith(planned.Infeasible.Select(minimum => (minimum.Customer, day)));
        foreach (var touch in planned.Plan.Touches)
        {
            Promised[(touch.Intent.Key.Reason, touch.Intent.Key.Occurrence, touch.Intent.Point)] = touch.Intent;
        }

        if (keepsPlans)
        {
            Plans.Add(day, planned);
        }
    }

    // What comes in and what leaves, each at its own instant, in the order of the clock.
    private async Task PassAsync(Instant until, IEnumerable<(Instant At, ChangeSet Changes)> happening)
    {
        var dues = await DuesAsync(until);
        foreach (var (at, changes) in happening.Where(one => one.At < until))
        {
            await SendAsync(dues, at);
            _clock.Now = Instant.Max(_clock.Now, at);
            await CommitAsync(changes);
        }

        await SendAsync(dues, until);
        _clock.Now = Instant.Max(_clock.Now, until);
    }

    private async Task SendAsync(Queue<Instant> dues, Instant before)
    {
        while (dues.TryPeek(out var due) && due < before)
        {
            _clock.Now = Instant.Max(_clock.Now, dues.Dequeue());
            await Desk.SendAsync();
        }
    }

    private async Task<Queue<Instant>> DuesAsync(Instant until)
    {
        var dues = new SortedSet<Instant>();
        await foreach (var row in Store.ReadOutboxAsync(OutboxState.Due))
        {
            if (row.DueAt < until)
            {
                dues.Add(row.DueAt);
            }
        }

        return new Queue<Instant>(dues);
    }

    private async Task CommitAsync(ChangeSet changes)
    {
        Changes.Add(new AssumedChange(_clock.Now, changes));
        await Store.CommitAsync(changes);
    }

    // About once in a hundred days the machine stands still for one to nine days.
    private bool IsDown(LocalDate day)
    {
        for (var back = 0; back < 9; back++)
        {
            var number = Period.DaysBetween(Start, day) - back;
            if (_chance.Hits(_trade, number, "fails", 0.01) && back <= _chance.Below(_trade, number, "for", 9))
            {
                return true;
            }
        }

        return false;
    }
}
