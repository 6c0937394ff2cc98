namespace CrmKit;

/// <summary>A cap on the contacts of a group.</summary>
/// <param name="Group">The contacts that it counts and stops.</param>
/// <param name="Cap">How many of them any so many consecutive days may hold; <see cref="TouchCap.None"/> for no cap.</param>
public readonly record struct GroupCap(CapGroup Group, TouchCap Cap)
{
    /// <summary>A cap on all contacts.</summary>
    /// <param name="cap">The cap.</param>
    public static GroupCap OnAll(TouchCap cap) => new(CapGroup.All, cap);

    /// <summary>How full the cap is for one more contact of its group on a day: earlier and promised contacts count, and later ones too, in every window that holds the day.</summary>
    /// <param name="facts">The contacts.</param>
    /// <param name="day">The day where the person is.</param>
    /// <param name="besides">A contact that is not counted, since it is the one in question; <c>null</c> for none.</param>
    public CapStanding StandingOn(GateFacts facts, LocalDate day, TouchKey? besides = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var days = new CapDays(facts.Contacts.Length + facts.Commitments.Length);
        try
        {
            days.Read(this, facts, besides);
            return days.Standing(this, DayNumber.From(day));
        }
        finally
        {
            days.Dispose();
        }
    }

    /// <summary>The contacts that fill the fullest window around a day, earliest first; of equally full windows the earliest.</summary>
    /// <param name="facts">The contacts.</param>
    /// <param name="day">The day where the person is.</param>
    /// <param name="besides">A contact that is not counted, since it is the one in question; <c>null</c> for none.</param>
    public ImmutableArray<ContactRecord> FilledBy(GateFacts facts, LocalDate day, TouchKey? besides = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Cap.IsNone)
        {
            return [];
        }

        var group = Group;
        var zone = facts.Zone.Zone;
        var counted = facts.Contacts.Concat(facts.Commitments)
            .Where(contact => TouchClassRules.CountsInCap(contact.Class) && group.Holds(contact) && contact.Key != besides)
            .OrderBy(contact => contact.At)
            .Select(contact => (Contact: contact, Day: DayNumber.From(contact.At.InZone(zone).Date)))
            .ToArray();
        var (begin, _) = RollingWindow.FullestAround([.. counted.Select(item => item.Day)], DayNumber.From(day), Cap.WindowDays);
        var end = begin + Cap.WindowDays;
        return [.. counted.Where(item => item.Day >= begin && item.Day < end).Select(item => item.Contact)];
    }

    /// <summary>For example <c>all: 1 in 14 days</c>.</summary>
    public override string ToString() => $"{Group}: {Cap}";
}
