namespace CrmKit.Scheduling;

/// <summary>One customer of the horizon: the facts, the days, and what could be done on which of them.</summary>
internal sealed class HorizonCase
{
    private readonly List<FixedContact> _history = [];
    private readonly List<FixedContact> _commitments = [];
    private readonly Dictionary<TouchKey, (int Day, int Channel)> _placed = [];
    private readonly HorizonChannels _channels;
    private readonly HorizonGroups _groups;
    private readonly int _count;

    public HorizonCase(PlanningCase source, GateList gates, HorizonChannels channels, HorizonGroups groups, HorizonOptions options, LocalDate today, Instant now)
    {
        (Source, _channels, _groups, _count) = (source, channels, groups, options.Days);
        Days = new PersonDays(options.BusinessZone, today, source.Facts.Zone.Zone, now);
        foreach (var contact in source.Facts.Contacts.Concat(source.Facts.Commitments).Where(contact => TouchClassRules.CountsInCap(contact.Class)))
        {
            Keep(Days.IndexOf(contact.At), channels.IndexOf(contact.Channel), contact.Kind, contact.Key.Reason);
        }

        Options = [.. OpenCandidates.InOrder([source], options.Seed).Select(candidate => Option(candidate, gates))];
    }

    public PlanningCase Source { get; }

    public PersonDays Days { get; }

    /// <summary>What is owed first, then by value.</summary>
    public ImmutableArray<HorizonOption> Options { get; }

    /// <summary>What the allocator chooses from, in its order of touches.</summary>
    public HorizonOption[] Free => [.. Options.Where(option => option.IsFree && option.IsEverOpen).Take(ProblemChecks.MostTouches)];

    public IReadOnlyList<FixedContact> History => _history;

    public IReadOnlyList<FixedContact> Commitments => _commitments;

    /// <summary>What is placed before the allocator is asked.</summary>
    public IEnumerable<(HorizonOption Option, int Day, int Channel)> Placed =>
        from option in Options where _placed.ContainsKey(option.Candidate.Key) let at = _placed[option.Candidate.Key] select (option, at.Day, at.Channel);

    /// <summary>Where something was placed before the allocator was asked; <c>null</c> where it was not.</summary>
    public (int Day, int Channel)? PlaceOf(HorizonOption option) => _placed.TryGetValue(option.Candidate.Key, out var place) ? place : null;

    public static TouchKind KindOf(TouchCandidate candidate) => candidate.Kind ?? TouchClassRules.UsualKind(candidate.Class);

    /// <summary>Places what is owed, and what passes the caps, on its first open day, or on the one nearest to its peak; what is owed and obeys the caps on the first such day that they leave free.</summary>
    public void PlaceOwed(ImmutableArray<GroupCap> caps)
    {
        var seen = Source.Facts;
        foreach (var option in Options.Where(option => !option.IsFree))
        {
            var (candidate, kind) = (option.Candidate, KindOf(option.Candidate));
            var peak = candidate.PeakDay is { } best ? Days.IndexOf(best) : 0;
            if (option.Places().OrderBy(place => Math.Abs(place.Day - peak)).Cast<(int Day, int Channel)?>().FirstOrDefault(place => HasRoom(candidate, kind, place!.Value, caps, seen)) is not { } at)
            {
                continue;
            }

            _placed.Add(candidate.Key, at);
            if (TouchClassRules.CountsInCap(candidate.Class))
            {
                Keep(at.Day, at.Channel, kind, candidate.Key.Reason);
                var contact = new ContactRecord(candidate.Key, Days.Window(at.Day).Start, candidate.Class, _channels[at.Channel]) { Kind = kind };
                seen = seen with { Commitments = seen.Commitments.Add(contact) };
            }
        }
    }

    private bool HasRoom(TouchCandidate candidate, TouchKind kind, (int Day, int Channel) at, ImmutableArray<GroupCap> caps, GateFacts seen) =>
        !TouchClassRules.ObeysCap(candidate.Class)
        || !caps.Any(cap => cap.Group.Holds(_channels[at.Channel], kind, candidate.Key.Reason) && cap.StandingOn(seen, Days.PersonDay(at.Day), candidate.Key).IsFull);

    private void Keep(int day, int channel, TouchKind kind, string reason)
    {
        // A channel that the horizon does not use counts as the last one, which no cap of a channel names; what lies beyond the horizon is left to the gates of its day.
        if (day < _count)
        {
            (day < 0 ? _history : _commitments).Add(_groups.Fixed(Math.Max(day, -100_000), channel, kind, reason));
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
