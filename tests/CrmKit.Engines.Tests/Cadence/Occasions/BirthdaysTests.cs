using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class BirthdaysTests
{
    [Fact]
    public void Fifty_years_give_one_candidate_per_kept_birthday() => Law.Holds(
        from birthday in Generated.AnnualDates
        from policy in Generated.LeapDayPolicies
        from late in Gen.Elements(0, 1, 5, 30)
        from start in Generated.Dates
        select (birthday, policy, late, start),
        given =>
        {
            var source = new Birthdays(new BirthdayOptions { LeapDay = given.policy, LateDays = given.late });
            var customer = Snapshot(given.birthday);
            var days = Enumerable.Range(0, Period.DaysBetween(given.start, given.start.PlusYears(50))).Select(given.start.PlusDays);
            var found = days.SelectMany(day => source.Propose(customer, day).Select(candidate => (Day: day, Candidate: candidate))).ToList();

            // A birthday before the start may still be greeted late, and one at the end not for all its days.
            var occasion = new AnnualOccasion(given.birthday, given.policy);
            var kept = Enumerable.Range(given.start.Year - 1, 53).Select(occasion.InYear).OfType<LocalDate>()
                .Where(day => day.PlusDays(given.late) >= given.start && day < given.start.PlusYears(50)).ToList();
            Assert.Equal(kept, found.Select(item => item.Candidate.Window.Start).Distinct());
            Assert.Equal(kept.Count, found.Select(item => item.Candidate.Key).Distinct().Count());
            Assert.All(found, item => Assert.Contains(item.Day, item.Candidate.Window));
            var proposals = kept.Sum(day => Enumerable.Range(0, given.late + 1).Count(late => day.PlusDays(late) >= given.start && day.PlusDays(late) < given.start.PlusYears(50)));
            Assert.Equal(proposals, found.Count);
        }, tests: 25);

    [Fact]
    public void Greeting_is_a_commitment_that_sells_nothing()
    {
        var source = new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.March1, LateDays = 2 });
        var candidate = Assert.Single(source.Propose(Snapshot(new AnnualDate(2, 29)), new LocalDate(2026, 3, 2)));
        Assert.Equal("7/occasion.birthday/2026-03-01", candidate.Key.ToString());
        Assert.Equal((true, TouchClass.Relationship, Purpose.Greetings), (candidate.IsCommitment, candidate.Class, candidate.Purpose));
        Assert.Equal(new DateInterval(new LocalDate(2026, 3, 1), new LocalDate(2026, 3, 3)), candidate.Window);
        Assert.Equal("occasion.birthday(day=2026-03-01)", candidate.Reason.ToString());
    }

    [Fact]
    public void Unknown_birthday_proposes_nothing() =>
        Assert.Empty(new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.March1 }).Propose(Snapshot(birthday: null), new LocalDate(2026, 3, 2)));

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Birthdays(new BirthdayOptions { LeapDay = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.March1, LateDays = 31 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.March1, Channels = [] }));
    }

    private static CustomerSnapshot Snapshot(AnnualDate? birthday) =>
        new(new Customer { Id = "7", Birthday = birthday }, new CustomerOutlook("7", new LocalDate(2026, 1, 1)), LastPurchase: null, LastContact: null);
}
