using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>Who may be contacted for marketing after records were taken in, judged by the ledger and the suppressed addresses.</summary>
/// <param name="objectionsSuppress">Whether an objection suppresses its address for everybody, as stores do; without it, people's own ledgers must hold by themselves.</param>
internal sealed class Contactable(bool objectionsSuppress = false)
{
    private readonly Dictionary<CustomerId, List<RecordedConsent>> _said = [];
    private readonly List<SuppressedPoint> _suppressed = [];
    private readonly Dictionary<CustomerId, HashSet<ContactPoint>> _points = [];

    /// <summary>Takes in records at an instant.</summary>
    public Contactable Take(IEnumerable<ImportedRecord> records, Instant at)
    {
        foreach (var record in records)
        {
            _suppressed.AddRange(record.Suppressed);
            record.Consents.ToList().ForEach(entry => Say(entry, at));
            foreach (var point in record.Person?.ContactPoints ?? [])
            {
                At(record.Customer).Add(point.Point);
            }
        }

        return this;
    }

    /// <summary>Takes in a statement at an instant; one that is recorded already changes nothing.</summary>
    public Contactable Say(ConsentEntry entry, Instant at)
    {
        At(entry.Customer).Add(entry.Point);
        if (objectionsSuppress && entry.State == ConsentState.Objection)
        {
            _suppressed.Add(new SuppressedPoint(entry.Point, SuppressionKind.Objection, at));
        }

        var said = _said.TryGetValue(entry.Customer, out var list) ? list : _said[entry.Customer] = [];
        if (!said.Any(recorded => recorded.Entry == entry))
        {
            said.Add(new RecordedConsent(entry, at));
        }

        return this;
    }

    /// <summary>The addresses open to marketing, each as <c>address</c> or <c>address about topic</c>.</summary>
    public SortedSet<string> For(Instant at, params IEnumerable<string> topics)
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        var asked = topics.Select(code => new Topic(code)).ToList();
        foreach (var (customer, points) in _points)
        {
            foreach (var point in points.Where(point => !_suppressed.Any(other => other.Point.Reaches(point))))
            {
                open.UnionWith(Open(customer, point, null, at) ? [point.FoldedAddress] : []);
                open.UnionWith(asked.Where(topic => Open(customer, point, topic, at)).Select(topic => $"{point.FoldedAddress} about {topic}"));
            }
        }

        return open;
    }

    private bool Open(CustomerId customer, ContactPoint point, Topic? topic, Instant at) =>
        new ConsentLedger(_said.GetValueOrDefault(customer) ?? []).DecideContact(point, Purpose.Marketing, at, topic).IsAllowed;

    private HashSet<ContactPoint> At(CustomerId customer) => _points.TryGetValue(customer, out var points) ? points : _points[customer] = [];
}
