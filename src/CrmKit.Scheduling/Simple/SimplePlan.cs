namespace CrmKit.Scheduling;

/// <summary>Whom a small shop contacts in the days ahead. Every customer stands in it once, with a contact or with the reason for waiting.</summary>
public sealed record SimplePlan
{
    /// <summary>The first day planned.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>How many days are planned.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The contacts, by day, then customer.</summary>
    public required ImmutableArray<SimpleContact> Contacts { get; init; }

    /// <summary>Everybody else, by the day of the interval's end, then customer.</summary>
    public required ImmutableArray<SimpleWait> Waiting { get; init; }

    /// <summary>The contacts of a day, by customer.</summary>
    /// <param name="day">The day.</param>
    public IEnumerable<SimpleContact> On(LocalDate day) => Contacts.Where(contact => contact.Day == day);

    /// <summary>Value equality; lists are compared in order.</summary>
    /// <param name="other">The other plan.</param>
    public bool Equals(SimplePlan? other) =>
        other is not null && Today == other.Today && HorizonDays == other.HorizonDays && Contacts.AsSpan().SequenceEqual(other.Contacts.AsSpan()) && Waiting.AsSpan().SequenceEqual(other.Waiting.AsSpan());

    /// <summary>Hash of the day and the numbers of customers.</summary>
    public override int GetHashCode() => HashCode.Combine(Today, HorizonDays, Contacts.Length, Waiting.Length);
}
