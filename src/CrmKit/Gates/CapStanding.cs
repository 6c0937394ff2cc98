namespace CrmKit;

/// <summary>How full a cap is around a day.</summary>
/// <param name="Cap">The cap.</param>
/// <param name="Filled">Contacts in the fullest window that holds the day, one more not counted.</param>
/// <param name="FreeOn">The first day, that one or later, on which one more contact keeps the cap; <c>null</c> where a cap of none allows no day.</param>
public readonly record struct CapStanding(GroupCap Cap, int Filled, LocalDate? FreeOn)
{
    /// <summary>Whether one more contact on the day would break the cap.</summary>
    public bool IsFull => !Cap.Cap.IsNone && Filled >= Cap.Cap.Max;

    /// <summary>How many more contacts the day can take; <c>null</c> for no cap.</summary>
    public int? Room => Cap.Cap.IsNone ? null : Math.Max(0, Cap.Cap.Max - Filled);
}
