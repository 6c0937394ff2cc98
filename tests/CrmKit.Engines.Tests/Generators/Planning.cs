using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Everything that one planning looks at.</summary>
internal sealed record Planning(ImmutableArray<PlanningCase> Cases, TouchCap Cap, DayLimit Limit, ulong Seed, Instant Now)
{
    public DateTimeZone BusinessZone { get; init; } = Known.Berlin;

    public ContactPlan Plan()
    {
        var options = new ContactPlannerOptions { BusinessZone = BusinessZone, DayLimit = Limit, Seed = Seed };
        return new ContactPlanner(GateList.Standard(new GateOptions { Cap = Cap }), options).Plan(Cases, Now);
    }

    public override string ToString() =>
        $"now {Now}, cap {Cap}, limit {Limit}, seed {Seed}: {string.Join("; ", Cases.Select(item => $"{item.Facts.Customer} consents {item.Facts.Consents.Entries.Count}, "
            + $"contacts [{string.Join(" ", item.Facts.Contacts)}], commitments [{string.Join(" ", item.Facts.Commitments)}], candidates [{string.Join(" ", item.Candidates)}]"))}";
}
