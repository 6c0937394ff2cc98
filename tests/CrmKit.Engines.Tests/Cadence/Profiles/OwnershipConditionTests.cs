using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

public sealed class OwnershipConditionTests
{
    private static readonly Topic Boat = new("boat");
    private static readonly LocalDate Day = new(2024, 2, 29);

    [Fact]
    public void Days_of_ownership_are_counted_with_both_ends()
    {
        var condition = OwnershipCondition.Owned(Boat, 10, 20);
        Assert.Equal([false, true, true, false], new[] { 9, 10, 20, 21 }.Select(days => condition.Holds(Day, Day.PlusDays(days))));
        Assert.False(condition.Holds(ownedSince: null, Day));
        Assert.True(OwnershipCondition.Owned(Boat).Holds(Day, Day));
    }

    [Fact]
    public void Not_owned_holds_for_who_owns_none()
    {
        Assert.True(OwnershipCondition.NotOwned(Boat).Holds(ownedSince: null, Day));
        Assert.False(OwnershipCondition.NotOwned(Boat).Holds(Day, Day.PlusDays(9000)));
    }

    [Fact]
    public void Days_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OwnershipCondition.Owned(Boat, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OwnershipCondition.Owned(Boat, 3, 2));
    }
}
