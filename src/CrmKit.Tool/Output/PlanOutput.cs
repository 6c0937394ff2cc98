namespace CrmKit.Tool;

/// <summary>Today's plan.</summary>
internal sealed record PlanOutput(
    string Day,
    int Customers,
    bool Valued,
    string? WhyNotValued,
    int NewlyPlanned,
    IReadOnlyList<ContactOutput> Contacts,
    IReadOnlyList<StaffOutput> ForStaff,
    IReadOnlyList<PlanCountOutput> NotToday,
    string? Note)
{
    /// <summary>The days to come; <c>null</c> where today alone was planned.</summary>
    public HorizonOutput? Horizon { get; init; }

    /// <summary>What the minimum of caring contact came to; <c>null</c> where none was asked for.</summary>
    public OwedOutput? Owed { get; init; }
}
