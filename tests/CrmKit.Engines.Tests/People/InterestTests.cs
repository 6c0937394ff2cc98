using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class InterestTests
{
    [Fact]
    public void Conclusion_never_takes_the_place_of_a_statement_in_any_order() => Law.Holds(
        from said in Generated.UpTo(8, PeopleGenerators.Interests)
        from shuffled in Generated.Shuffled(said)
        from topic in PeopleGenerators.Topics
        select (said, shuffled, topic),
        given =>
        {
            var noted = given.said.Aggregate(ImmutableArray<Interest>.Empty, (interests, next) => Interest.Note(interests, next));
            Assert.Equal(noted.AsEnumerable(), given.shuffled.Aggregate(ImmutableArray<Interest>.Empty, (interests, next) => Interest.Note(interests, next)));
            Assert.Equal(Interest.In(given.said, given.topic), Interest.In(noted, given.topic));

            var about = given.said.Where(interest => interest.Topic == given.topic).ToList();
            var holds = Interest.In(noted, given.topic);
            Assert.Equal(about.Count == 0, holds is null);
            if (about.Any(interest => interest.Origin == InterestOrigin.Stated))
            {
                Assert.Equal(InterestOrigin.Stated, holds!.Origin);
                Assert.Equal(about.Where(interest => interest.Origin == InterestOrigin.Stated).Max(interest => interest.NotedAt), holds.NotedAt);
            }
        }, tests: 1000);

    [Fact]
    public void Statement_and_conclusion_are_kept_side_by_side()
    {
        var topic = new Topic("spring");
        var stated = new Interest(topic, InterestOrigin.Stated, IsWelcome: false, Known.LongAgo);
        var inferred = new Interest(topic, InterestOrigin.Inferred, IsWelcome: true, Known.LongAgo + Duration.FromDays(9));
        Assert.Equal([stated, inferred], Interest.Note([stated], inferred).AsEnumerable());
        Assert.Equal(stated, new Customer { Id = "7", Interests = [inferred, stated] }.InterestIn(topic));
    }

    [Fact]
    public void Wish_not_to_hear_wins_over_a_wish_of_the_same_instant()
    {
        var topic = new Topic("spring");
        var (yes, no) = (new Interest(topic, InterestOrigin.Stated, IsWelcome: true, Known.LongAgo), new Interest(topic, InterestOrigin.Stated, IsWelcome: false, Known.LongAgo));
        Assert.Equal([no], Interest.Note([yes], no).AsEnumerable());
        Assert.Equal([no], Interest.Note([no], yes).AsEnumerable());
    }
}
