namespace CrmKit.Scheduling;

/// <summary>One customer of the horizon: the facts, the days, and what could be done on which of them.</summary>
internal sealed class HorizonCase
{
    private readonly List<FixedContact> _history = [];
    private readonly List<FixedContact> _commitments = [];
    private readonly HorizonChannels _channels;
    private readonly int _count;

    public HorizonCase(PlanningCase source, GateList gates, HorizonChannels channels, HorizonOptions options, LocalDate today, Instant now)
    {
        (Source, _channels, _count) = (source, channels, options.Days);
        Days = new PersonDays(options.BusinessZone, today, source.Facts.Zone.Zone, now);
        foreach (var contact in source.Facts.Contacts.Concat(source.Facts.Commitments).Where(contact => TouchClassRules.CountsInCap(contact.Class)))
        {
            Keep(Days.IndexOf(contact.At), channels.IndexOf(contact.Channel), KindOf(contact.Kind));
        }

        Options =
        [
            .. source.Candidates
                .Where(candidate => !source.Facts.Decided.Contains(candidate.Key))
                .OrderByDescending(candidate => candidate.IsCommitment)
                .ThenByDescending(candidate => candidate.Value)
                .ThenBy(candidate => candidate.Key.ToString(), StringComparer.Ordinal)
                .ThenBy(candidate => candidate.Window.Start)
                .ThenBy(candidate => candidate.Window.End)
                .ThenBy(candidate => candidate.Reason.ToString(), StringComparer.Ordinal)
                .DistinctBy(candidate => candidate.Key)
                .Select(candidate => Option(candidate, gates)),
        ];
    }

    public PlanningCase Source { get; }

    public PersonDays Days { get; }

    /// <summary>What is owed first, then by value.</summary>
    public ImmutableArray<HorizonOption> Options { get; }

    /// <summary>What the allocator chooses from, in its order of touches.</summary>
    public HorizonOption[] Free => [.. Options.Where(option => option.IsFree && option.IsEverOpen).Take(ProblemChecks.MostTouches)];

    public IReadOnlyList<FixedContact> History => _history;

    public IReadOnlyList<FixedContact> Commitments => _commitments;

    /// <summary>What is placed before the allocator is asked, on its first open day.</summary>
    public List<(HorizonOption Option, int Day, int Channel)> Placed { get; } = [];

    public static ContactKind KindOf(TouchKind kind) => kind == TouchKind.Pitch ? ContactKind.Pitch : ContactKind.Value;

    public static TouchKind KindOf(TouchCandidate candidate) => candidate.Kind ?? TouchClassRules.UsualKind(candidate.Class);

    /// <summary>Places what is owed, and what passes the caps; <paramref name="uncounted"/> is told of contacts that take a channel's room and count in no cap.</summary>
    public void PlaceOwed(Action<int, int> uncounted)
    {
        foreach (var option in Options.Where(option => !option.IsFree && option.IsEverOpen))
        {
            var (day, channel) = option.First();
            Placed.Add((option, day, channel));
            if (TouchClassRules.CountsInCap(option.Candidate.Class))
            {
                Keep(day, channel, KindOf(KindOf(option.Candidate)));
            }
            else
            {
                uncounted(day, channel);
            }
        }
    }

    private void Keep(int day, int channel, ContactKind kind)
    {
        // A channel that the horizon does not use counts as the last one, which no cap of a channel names; what lies beyond the horizon is left to the gates of its day.
        if (day < 0)
        {
            _history.Add(new FixedContact(Math.Max(day, -100_000), channel, kind));
        }
        else if (day < _count)
        {
            _commitments.Add(new FixedContact(day, channel, kind));
        }
    }

    private HorizonOption Option(TouchCandidate candidate, GateList gates)
    {
        var (points, open, order) = (new ContactPoint?[_channels.Count], new ulong[_channels.Count], new int[_channels.Count]);
        var facts = Source.Facts;
        for (var i = 0; i < facts.Points.Length; i++)
        {
            var channel = _channels.IndexOf(facts.Points[i].Channel);
            if (candidate.Channels.Contains(facts.Points[i].Channel) && open[channel] == 0)
            {
                open[channel] = OpenDaysOf(candidate.ToIntent(facts.Points[i], facts), gates, candidate.Window);
                (points[channel], order[channel]) = (facts.Points[i], i);
            }
        }

        return new HorizonOption(candidate, points, open, order);
    }

    // A gate may be the program's own code: where it throws the candidate has no open day, and the planner of the day says why.
    private ulong OpenDaysOf(TouchIntent intent, GateList gates, DateInterval window)
    {
        try
        {
            return OpenDays.Of(gates, intent, Source.Facts, Days, window, _count);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return 0;
        }
    }
}
