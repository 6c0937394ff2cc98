namespace CrmKit.Scheduling;

/// <summary>The cases of a horizon as the integer problem of the allocator.</summary>
internal sealed class HorizonProblem
{
    private const long MostBase = 500_000_000;

    // What the allocator sees of a contact that is worth nothing, so that it is made where there is room.
    private const int LeastBase = 100;

    // Of contact points that are worth the same the one that the person likes best; a rate of 1000 is the whole value.
    private const int LossPerPlace = 10;

    private readonly IReadOnlyList<HorizonCase> _cases;
    private readonly HorizonChannels _channels;
    private readonly HorizonGroups _groups;
    private readonly HorizonOptions _options;
    private readonly HorizonOption[][] _free;

    public HorizonProblem(IReadOnlyList<HorizonCase> cases, HorizonChannels channels, HorizonGroups groups, HorizonOptions options)
    {
        (_cases, _channels, _groups, _options) = (cases, channels, groups, options);
        _free = [.. cases.Select(item => item.Free)];
        var most = Math.Max(1, Math.Max(options.ChannelCosts.Values.DefaultIfEmpty(0).Max(), _free.SelectMany(free => free).Select(option => option.Candidate.Value).DefaultIfEmpty(1).Max()));

        // Minor units in small parts, so that a share of a small value is one too; where values are large the parts are fewer.
        Scale = Math.Clamp(MostBase / most, 1, 10_000);
        Problem = Build();
    }

    /// <summary>Parts of a minor unit in the values of the problem.</summary>
    public long Scale { get; }

    public ContactProblem Problem { get; }

    /// <summary>What the contacts would be worth at most that the allocator does not look at, minor units.</summary>
    public long WorthOfLeftOut => (long)_cases.SelectMany(item => item.Options.Where(option => option.IsFree && option.IsEverOpen).Skip(ProblemChecks.MostTouches))
        .Aggregate((Int128)0, (sum, option) => sum + Math.Clamp(option.Candidate.Value, 0, MostBase));

    public HorizonOption Option(AllocatedTouch touch) => _free[touch.CustomerId][touch.Touch];

    public HorizonCase Case(AllocatedTouch touch) => _cases[(int)touch.CustomerId];

    /// <summary>Where the problem has a contact; <c>null</c> where it is not among what may be chosen.</summary>
    public (int Customer, int Touch)? PlaceOf(int customer, HorizonOption option) => Array.IndexOf(_free[customer], option) is >= 0 and var touch ? (customer, touch) : null;

    /// <summary>The contact in a place.</summary>
    public HorizonOption OptionAt(int customer, int touch) => _free[customer][touch];

    /// <summary>The part of an earlier plan that is still possible to name.</summary>
    public ImmutableArray<AllocatedTouch> Published(IEnumerable<AheadContact> contacts)
    {
        var known = new Dictionary<TouchKey, (int Customer, int Touch)>();
        for (var i = 0; i < _free.Length; i++)
        {
            for (var k = 0; k < _free[i].Length; k++)
            {
                known[_free[i][k].Candidate.Key] = (i, k);
            }
        }

        return
        [
            .. from contact in contacts
               where known.ContainsKey(contact.Key)
               let place = known[contact.Key]
               let day = Period.DaysBetween(_cases[place.Customer].Days.BusinessDay(0), contact.Day)
               where day >= 0 && day < _options.Days
               select new AllocatedTouch(place.Customer, place.Touch, _channels.IndexOf(contact.Channel), day),
        ];
    }

    private ContactProblem Build()
    {
        var builder = new ContactProblemBuilder();
        for (var i = 0; i < _cases.Count; i++)
        {
            Add(builder, i);
        }

        var room = new HorizonRoom(_cases, _channels, _options);
        return builder.Build(new ContactTerms
        {
            Days = _options.Days,
            FirstDayOfWeek = 0,
            Channels = _channels.Names,
            ChannelCosts = [.. PerChannel(channel => Math.Min(MostBase, _options.ChannelCosts.GetValueOrDefault(channel) * Scale), 0)],
            Reasons = _groups.Reasons,
            ClosedDays = [.. Enumerable.Repeat(ImmutableArray<int>.Empty, _channels.Count)],
            Caps = _groups.Caps,
            ChannelCapacity = room.OfChannels(),
            DayCapacity = room.OfDays(),
            StaffMinutes = [],
            TotalBudget = _options.Budget is { } budget ? Math.Min(TermsChecks.MostCapacity, budget > TermsChecks.MostCapacity / Scale ? TermsChecks.MostCapacity : budget * Scale) : TermsChecks.MostCapacity,
            CampaignBudgets = [],
            WeeklyWork = [.. Enumerable.Repeat(0L, ((_options.Days - 1) / 7) + 1)],
            OverloadPrice = 0,
        });
    }

    private IEnumerable<long> PerChannel(Func<Channel, long> of, long other) => [.. _channels.Used.ToArray().Select(of), other];

    private void Add(ContactProblemBuilder builder, int customer)
    {
        var (item, free) = (_cases[customer], _free[customer]);
        var touches = new PossibleTouch[free.Length];
        var (rates, closed) = (new int[free.Length * _channels.Count], new ulong[free.Length * _channels.Count]);
        for (var k = 0; k < free.Length; k++)
        {
            touches[k] = Touch(item, free[k].Candidate);
            for (var c = 0; c < _channels.Count; c++)
            {
                rates[(k * _channels.Count) + c] = free[k].Open[c] == 0 ? 0 : Math.Max(900, 1000 - (LossPerPlace * free[k].Order[c]));
                closed[(k * _channels.Count) + c] = ~free[k].Open[c];
            }
        }

        builder.Add(customer, 0, [.. item.History], [.. item.Commitments], blocked: null, touches, rates, closed);
    }

    private PossibleTouch Touch(HorizonCase item, TouchCandidate candidate)
    {
        var worth = (int)Math.Clamp(candidate.Value > MostBase / Scale ? MostBase : candidate.Value * Scale, LeastBase, MostBase);
        var loss = candidate.LossPerDay is { } stated
            ? (int)Math.Clamp(stated > MostBase / Scale ? MostBase : stated * Scale, 0, MostBase)
            : Math.Max(1, (int)(worth * _options.LossPerDay));
        var first = Math.Clamp(item.Days.IndexOf(candidate.Window.Start), -10_000, 10_000);
        return new PossibleTouch(
            _groups.IndexOf(HorizonCase.KindOf(candidate), candidate.Key.Reason),
            first,
            Math.Clamp(item.Days.IndexOf(candidate.Window.End), first, 10_000),
            Math.Clamp(candidate.PeakDay is { } peak ? item.Days.IndexOf(peak) : Math.Max(first, 0), -10_000, 10_000),
            worth,
            loss,
            0,
            0);
    }
}
