namespace CrmKit.Import;

/// <summary>Which columns a file of customers needs: as many as the customers have points, roles, fields and so on.</summary>
internal sealed class CustomerLayout
{
    /// <summary>The channels in the order of their columns.</summary>
    public static ImmutableArray<Channel> Channels { get; } = [Channel.Email, Channel.Phone, Channel.Sms, Channel.Post, Channel.Messenger];

    private readonly Dictionary<Channel, int> _points = [];

    /// <summary>Whether a point column has statuses, and labels.</summary>
    public HashSet<(Channel Channel, int Number)> Statuses { get; } = [];

    public HashSet<(Channel Channel, int Number)> Labels { get; } = [];

    public bool HasOrder { get; private set; }

    public SortedSet<string> Dates { get; } = new(StringComparer.Ordinal);

    public SortedSet<(InterestOrigin Origin, string Topic)> Interests { get; } = new(Comparer<(InterestOrigin Origin, string Topic)>.Create(
        (a, b) => a.Origin != b.Origin ? a.Origin.CompareTo(b.Origin) : string.CompareOrdinal(a.Topic, b.Topic)));

    public SortedDictionary<string, int> Roles { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<CareKind, int> Cares { get; } = [];

    /// <summary>By the word of the channel, or of all.</summary>
    public SortedDictionary<string, int> Blocks { get; } = new(StringComparer.Ordinal);

    public SortedSet<(string Name, FieldValueKind Kind)> Fields { get; } = new(Comparer<(string Name, FieldValueKind Kind)>.Create(
        (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var order ? order : a.Kind.CompareTo(b.Kind)));

    /// <summary>Number of columns of a channel.</summary>
    public int Points(Channel channel) => _points.GetValueOrDefault(channel);

    /// <summary>The name of a point column: <c>email</c>, <c>email_2</c>.</summary>
    public static string Name(Channel channel, int number) => Numbered(FileCodes.Channels.Word(channel), number, '_');

    /// <summary>A name with its number from 2 on.</summary>
    public static string Numbered(string name, int number, char joint) => number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{joint}{number}");

    /// <summary>Notes what one customer needs.</summary>
    public void Add(Customer customer)
    {
        foreach (var (channel, records) in customer.ContactPoints.GroupBy(point => point.Channel).Select(group => (group.Key, group.ToList())))
        {
            _points[channel] = Math.Max(Points(channel), records.Count);
            for (var i = 0; i < records.Count; i++)
            {
                _ = records[i].Status == ContactPointStatus.Active || Statuses.Add((channel, i + 1));
                _ = records[i].Label is null || Labels.Add((channel, i + 1));
            }
        }

        HasOrder |= customer.ContactPoints.Length > 1;
        Dates.UnionWith(customer.Dates.Select(date => date.Name));
        Interests.UnionWith(customer.Interests.Select(interest => (interest.Origin, interest.Topic.Code)));
        Fields.UnionWith(customer.Fields.Select(field => (field.Key, field.Value.Kind)));
        foreach (var roles in customer.Roles.GroupBy(role => role.Role, StringComparer.Ordinal))
        {
            Roles[roles.Key] = Math.Max(Roles.GetValueOrDefault(roles.Key), roles.Count());
        }

        foreach (var flags in customer.CareFlags.GroupBy(flag => flag.Kind))
        {
            Cares[flags.Key] = Math.Max(Cares.GetValueOrDefault(flags.Key), flags.Count());
        }

        foreach (var blocks in customer.Blocks.GroupBy(block => BlockColumns.Word(block.Channel), StringComparer.Ordinal))
        {
            Blocks[blocks.Key] = Math.Max(Blocks.GetValueOrDefault(blocks.Key), blocks.Count());
        }
    }
}
