namespace CrmKit.Scheduling;

/// <summary>The caps of a horizon in the allocator's words, and the reasons that they tell apart: each kind of contact with each reason that a cap names, and with none.</summary>
internal sealed class HorizonGroups
{
    private readonly string[] _capped;

    public HorizonGroups(ImmutableArray<GroupCap> caps, HorizonChannels channels, IEnumerable<PlanningCase> cases)
    {
        // A cap of a reason that nobody has stops nothing.
        _capped = caps.Any(cap => cap.Group.Kind == CapGroupKind.Reason)
            ? [.. cases.SelectMany(CodesOf).Distinct(StringComparer.Ordinal).Where(code => caps.Any(cap => cap.Group == CapGroup.OfReason(code))).Order(StringComparer.Ordinal)]
            : [];
        Reasons = [.. from code in _capped.Prepend("any") from kind in Enum.GetValues<ContactKind>() select new TouchReason(code, kind, 0, -1, 0)];
        Caps = [.. caps.SelectMany(cap => NamesOf(cap.Group, channels).Select(name => new RollingCap(name, cap.Cap.WindowDays, Math.Min(10_000, cap.Cap.Max)))).Distinct()];
    }

    /// <summary>Every kind without a capped reason, then with each of them.</summary>
    public ImmutableArray<TouchReason> Reasons { get; }

    public ImmutableArray<RollingCap> Caps { get; }

    /// <summary>A contact as the allocator counts it.</summary>
    public FixedContact Fixed(int day, int channel, TouchKind kind, string code) => new(day, channel, KindOf(kind), IndexOf(kind, code));

    /// <summary>The index of a kind with a reason.</summary>
    public int IndexOf(TouchKind kind, string code) => ((Array.IndexOf(_capped, code) + 1) * Enum.GetValues<ContactKind>().Length) + (int)KindOf(kind);

    private static IEnumerable<string> CodesOf(PlanningCase item) =>
        item.Candidates.Select(candidate => candidate.Key).Concat(item.Facts.Contacts.Concat(item.Facts.Commitments).Select(contact => contact.Key)).Select(key => key.Reason);

    private static ContactKind KindOf(TouchKind kind) => kind switch
    {
        TouchKind.Pitch => ContactKind.Pitch,
        TouchKind.Care => ContactKind.Care,
        _ => ContactKind.Value,
    };

    private IEnumerable<string> NamesOf(CapGroup group, HorizonChannels channels) => group.Kind switch
    {
        CapGroupKind.All => ["all"],
        CapGroupKind.Channel => channels.Used.ToArray().Where(channel => group == CapGroup.Of(channel)).Select(channel => channel.ToString()),
        CapGroupKind.Kind => Enum.GetValues<TouchKind>().Where(kind => group == CapGroup.Of(kind)).Select(kind => CapGroups.NameOf(KindOf(kind))),
        _ => _capped.Where(code => group == CapGroup.OfReason(code)).Select(CapGroups.NameOf),
    };
}
