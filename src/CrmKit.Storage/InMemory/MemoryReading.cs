namespace CrmKit.Storage;

/// <summary>What is read of one person again and again: put together at the first reading, and good for as long as nothing changes of what it is made of.</summary>
/// <remarks>Immutable to its readers and thread-safe: two that come first at one time put together the same.</remarks>
internal sealed class MemoryReading
{
    private readonly CustomerId _person;
    private readonly ImmutableArray<MemoryPerson> _records;
    private MemoryTimeline? _timeline;
    private PersonFacts? _facts;
    private Customer? _customer;

    private MemoryReading(CustomerId person, ImmutableArray<MemoryPerson> records, MemoryTimeline? timeline) =>
        (_person, _records, _timeline) = (person, records, timeline);

    /// <summary>What happened with the person.</summary>
    public MemoryTimeline Timeline => _timeline ??= new MemoryTimeline(_person, _records);

    /// <summary>What the gates look at, but for what changes with the clock and with others.</summary>
    public PersonFacts Facts => _facts ??= new PersonFacts(ToFacts());

    /// <summary>The person; <c>null</c> where no id has a record.</summary>
    public Customer? Customer => _customer ??= StoredPerson.Of(_person, [.. _records.Select(record => record.Id)], Find);

    /// <summary>The reading of a person, the former one where nothing has changed.</summary>
    /// <param name="person">The id under which the person is known.</param>
    /// <param name="records">What is held under the ids of all records of the person, the survivor's first.</param>
    public static MemoryReading Of(CustomerId person, ReadOnlySpan<MemoryPerson> records)
    {
        var former = records.IsEmpty ? null : records[0].Reading;
        if (former is not null && former.Holds(person, records))
        {
            return former;
        }

        var reading = new MemoryReading(person, [.. records], former is not null && former._person == person && former.HoldsEvents(records) ? former._timeline : null);
        if (!records.IsEmpty)
        {
            records[0].Reading = reading;
        }

        return reading;
    }

    private bool Holds(CustomerId person, ReadOnlySpan<MemoryPerson> records)
    {
        if (_person != person || !HoldsEvents(records))
        {
            return false;
        }

        for (var i = 0; i < records.Length; i++)
        {
            var (mine, now) = (_records[i], records[i]);
            if (!ReferenceEquals(mine.Record, now.Record) || !ReferenceEquals(mine.Consents, now.Consents) || !ReferenceEquals(mine.Rows, now.Rows) || !ReferenceEquals(mine.Spent, now.Spent))
            {
                return false;
            }
        }

        return true;
    }

    private bool HoldsEvents(ReadOnlySpan<MemoryPerson> records)
    {
        if (records.Length != _records.Length)
        {
            return false;
        }

        for (var i = 0; i < records.Length; i++)
        {
            if (records[i].Id != _records[i].Id || !ReferenceEquals(records[i].Events, _records[i].Events))
            {
                return false;
            }
        }

        return true;
    }

    private Customer? Find(CustomerId id) => _records.FirstOrDefault(record => record.Id == id)?.Record?.Customer;

    private ImmutableArray<StoredContact> Contacts()
    {
        var contacts = ImmutableArray.CreateBuilder<StoredContact>(_records.Sum(record => record.Rows.Count + record.Spent.Count));
        foreach (var record in _records)
        {
            foreach (var (_, row) in record.Rows)
            {
                contacts.Add(row.ToContact());
            }

            foreach (var spent in record.Spent.Keys)
            {
                contacts.Add(StoredContact.Spent(spent));
            }
        }

        return contacts.MoveToImmutable();
    }

    private StoredFacts ToFacts() => new()
    {
        Customer = _person,
        FactsVersion = 0,
        Records = [.. _records.Select(record => record.Record?.Customer).OfType<Customer>()],
        Consents = [.. _records.SelectMany(record => record.Consents).OrderBy(consent => consent.Number).Select(consent => consent.Recorded)],
        Rows = Contacts(),
        Touches = Timeline.Touches,
        Complaints = Timeline.Complaints,
        LastPurchase = Timeline.LastPurchase,
    };
}
