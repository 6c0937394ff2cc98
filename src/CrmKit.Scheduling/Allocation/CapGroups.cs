namespace CrmKit.Scheduling;

/// <summary>The groups that the caps of a problem count, by number: all, the channels, then the kinds and reasons that a cap names.</summary>
/// <remarks>Contacts that belong to the same groups beside their channel's carry the same label, so that a search tells apart no more than the caps do.</remarks>
internal sealed class CapGroups
{
    public const int All = 0;
    private const string OfReason = "reason:";
    private readonly ImmutableArray<string> _channels;
    private readonly int[] _ofKind;
    private readonly int[] _ofReason;
    private readonly int[] _labels;
    private readonly List<Label> _all = [];

    public CapGroups(ContactTerms terms)
    {
        _channels = terms.Channels;
        var count = 1 + terms.Channels.Length;
        _ofKind = [.. Enum.GetValues<ContactKind>().Select(kind => terms.Caps.Any(cap => KindOf(cap.Group) == kind) ? count++ : -1)];
        var named = terms.Caps.Select(cap => ReasonOf(cap.Group)).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => count++, StringComparer.Ordinal);
        Count = count;
        _ofReason = [.. terms.Reasons.Select(reason => named.GetValueOrDefault(reason.Name, -1))];
        _labels = [.. terms.Reasons.Select((reason, q) => LabelOf(new Label(_ofKind[(int)reason.Kind], _ofReason[q])))];
        Rules = [.. terms.Caps.Select(cap => new CapRule(GroupOf(cap.Group, named), cap.Window, cap.Max))];
    }

    /// <summary>How many groups there are.</summary>
    public int Count { get; }

    /// <summary>The caps in their order.</summary>
    public CapRule[] Rules { get; }

    /// <summary>The labels: the group of a kind and that of a reason, -1 for none.</summary>
    public IReadOnlyList<Label> Labels => _all;

    public static string NameOf(ContactKind kind) => kind switch
    {
        ContactKind.Pitch => "pitch",
        ContactKind.Care => "care",
        _ => "value",
    };

    /// <summary>The name of the group of a reason.</summary>
    public static string NameOf(string reason) => OfReason + reason;

    public static int OfChannel(int channel) => 1 + channel;

    /// <summary>The number of a reason's label.</summary>
    public int LabelOf(int reason) => _labels[reason];

    /// <summary>The groups of a contact beside all and its channel's.</summary>
    public Label GroupsOf(FixedContact contact) => new(_ofKind[(int)contact.Kind], contact.Reason < 0 ? -1 : _ofReason[contact.Reason]);

    public bool Counts(CapRule rule, FixedContact contact)
    {
        var label = GroupsOf(contact);
        return rule.Group == All || rule.Group == OfChannel(contact.Channel) || rule.Group == label.Kind || rule.Group == label.Reason;
    }

    /// <summary>Whether a name may stand in a cap.</summary>
    public static bool IsKnown(string? group, ContactTerms terms) =>
        group is "all" || (group is not null && terms.Channels.Contains(group, StringComparer.Ordinal)) || KindOf(group) is not null || (ReasonOf(group) is { } name && terms.Reasons.Any(reason => string.Equals(reason.Name, name, StringComparison.Ordinal)));

    /// <summary>Whether a name means something else than a channel.</summary>
    public static bool IsTaken(string name) => name is "all" || KindOf(name) is not null || ReasonOf(name) is not null;

    private static ContactKind? KindOf(string? group) =>
        Enum.GetValues<ContactKind>().Where(kind => string.Equals(group, NameOf(kind), StringComparison.Ordinal)).Cast<ContactKind?>().FirstOrDefault();

    private static string? ReasonOf(string? group) => group?.StartsWith(OfReason, StringComparison.Ordinal) == true ? group[OfReason.Length..] : null;

    private int GroupOf(string group, Dictionary<string, int> named) =>
        KindOf(group) is { } kind ? _ofKind[(int)kind]
        : ReasonOf(group) is { } name ? named[name]
        : group is "all" ? All
        : OfChannel(_channels.IndexOf(group));

    private int LabelOf(Label label)
    {
        if (_all.IndexOf(label) < 0)
        {
            _all.Add(label);
        }

        return _all.IndexOf(label);
    }

    /// <summary>Groups of a contact beside all and its channel's, -1 for none.</summary>
    internal readonly record struct Label(int Kind, int Reason);
}
