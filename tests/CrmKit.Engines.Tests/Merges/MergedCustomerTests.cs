using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class MergedCustomerTests
{
    [Fact]
    public void No_relation_of_any_record_is_lost() => Law.Holds(
        from survivor in PeopleGenerators.Records
        from others in Generated.UpTo(3, PeopleGenerators.Records)
        select (survivor: survivor with { Id = "survivor" }, others: others.Select((record, i) => record with { Id = $"other-{i}" }).ToImmutableArray()),
        given =>
        {
            var person = MergedCustomer.Combine(given.survivor, given.others);
            var ids = given.others.Select(record => record.Id).Append(given.survivor.Id).ToHashSet();
            Assert.Equal(given.survivor.Id, person.Id);
            foreach (var record in given.others.Prepend(given.survivor))
            {
                Assert.All(record.ContactPoints, point => Assert.Contains(person.ContactPoints, kept => kept.Point.Reaches(point.Point) && kept.Status >= point.Status));
                Assert.All(record.Roles.Where(role => !ids.Contains(role.Of)), role => Assert.Contains(role, person.Roles));
                Assert.All(record.CareFlags, flag => Assert.Contains(flag, person.CareFlags));
                Assert.All(record.Blocks, block => Assert.Contains(block, person.Blocks));
                Assert.All(record.Dates, date => Assert.Contains(person.Dates, kept => kept.Name == date.Name));
                Assert.All(record.Fields, pair => Assert.NotNull(person.Fields[pair.Key]));
                Assert.All(record.Interests, interest => Assert.Contains(person.Interests, kept => kept.Topic == interest.Topic && kept.Origin == interest.Origin && kept.NotedAt >= interest.NotedAt));
                Assert.True(record.Name is null || person.Name is not null);
                Assert.True(record.Birthday is null || person.Birthday is not null);
                Assert.True(record.Zone is null || person.Zone is not null);
                Assert.True(record.Language is null || person.Language is not null);
                Assert.True(record.PreferredHours is null || person.PreferredHours is not null);
            }

            Assert.DoesNotContain(person.Roles, role => ids.Contains(role.Of));
            Assert.Equal(person.ContactPoints.Length, person.ContactPoints.DistinctBy(point => (point.Channel, point.Point.FoldedAddress)).Count());
        }, tests: 300);

    [Fact]
    public void What_the_survivor_says_stands_and_nothing_is_made_up() => Law.Holds(
        from survivor in PeopleGenerators.Records
        from other in PeopleGenerators.Records
        select (survivor, other),
        given =>
        {
            var person = MergedCustomer.Combine(given.survivor, given.other);
            Assert.Equal(given.survivor.Name ?? given.other.Name, person.Name);
            Assert.Equal(given.survivor.Birthday ?? given.other.Birthday, person.Birthday);
            Assert.All(given.survivor.Fields, pair => Assert.Equal(pair.Value, person.Fields[pair.Key]));
            Assert.All(person.Fields, pair => Assert.True(pair.Value == given.survivor.Fields[pair.Key] || pair.Value == given.other.Fields[pair.Key]));
            Assert.All(person.ContactPoints, point => Assert.Contains(given.survivor.ContactPoints.Concat(given.other.ContactPoints), known => known.Point == point.Point));
            Assert.Equal(person with { }, MergedCustomer.Combine(person));
        }, tests: 300);

    [Fact]
    public void Shared_point_is_listed_once_with_the_less_hopeful_status()
    {
        var survivor = new Customer { Id = "7", ContactPoints = [Known.Email] };
        var absorbed = new Customer { Id = "8", ContactPoints = [new ContactPointRecord(ContactPoint.Parse(Channel.Email, "ANNA@example.com"), ContactPointStatus.Dead) { Label = "home" }, Known.Mobile] };
        Assert.Equal(
            [new ContactPointRecord(Known.Email, ContactPointStatus.Dead) { Label = "home" }, new ContactPointRecord(Known.Mobile)],
            MergedCustomer.Combine(survivor, absorbed).ContactPoints.AsEnumerable());
    }
}
