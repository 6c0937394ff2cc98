using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class PartyRoleTests
{
    [Fact]
    public void Roles_of_a_day_are_those_whose_days_hold_it() => Law.Holds(
        from roles in Generated.UpTo(5, PeopleGenerators.Roles)
        from day in Generated.NearDates
        select (roles, day),
        given =>
        {
            var customer = new Customer { Id = "7", Roles = given.roles };
            foreach (var role in given.roles)
            {
                var days = new DateInterval(role.From ?? LocalDate.MinIsoValue, role.Until ?? LocalDate.MaxIsoValue);
                Assert.Equal(days.Contains(given.day), role.HoldsOn(given.day));
            }

            Assert.Equal(given.roles.Where(role => role.HoldsOn(given.day)), customer.RolesOn(given.day));
        }, tests: 500);

    // What is added later about other days changes no answer about this one.
    [Fact]
    public void Role_that_ended_is_still_known_as_of_then()
    {
        var (moved, today) = (new LocalDate(2026, 2, 28), new LocalDate(2026, 3, 10));
        var customer = new Customer { Id = "7", Roles = [new PartyRole("member", "house-1", Until: moved), new PartyRole("member", "house-2", moved.PlusDays(1))] };
        Assert.Equal("house-1", Assert.Single(customer.RolesOn(moved)).Of.Value);
        Assert.Equal("house-2", Assert.Single(customer.RolesOn(moved.PlusDays(1))).Of.Value);
        Assert.Equal("house-2", Assert.Single(customer.RolesOn(today)).Of.Value);
    }

    [Fact]
    public void Role_of_another_form_or_order_is_refused()
    {
        var day = new LocalDate(2026, 3, 10);
        Assert.Throws<ArgumentException>(() => new PartyRole("Member", "8"));
        Assert.Throws<ArgumentException>(() => new PartyRole("member", "8", day, day.PlusDays(-1)));
        Assert.Throws<ArgumentException>(() => new PartyRole("member", "8", day) with { Until = day.PlusDays(-1) });
        Assert.True(new PartyRole("member", "8", day, day).HoldsOn(day));
    }
}
