using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Sets of small numbers, against one boolean a number.</summary>
public sealed class IntervalSetTests
{
    private const int Points = 24;

    private static readonly Gen<HalfOpenInterval<int>> Intervals =
        from start in Gen.Choose(0, Points - 2)
        from length in Gen.Choose(1, Points - 1 - start)
        select new HalfOpenInterval<int>(start, start + length);

    private static readonly Gen<(HalfOpenInterval<int>[] Left, HalfOpenInterval<int>[] Right)> Pairs =
        from left in Gen.Choose(0, 5).SelectMany(count => Intervals.ListOf(count))
        from right in Gen.Choose(0, 5).SelectMany(count => Intervals.ListOf(count))
        select (left.ToArray(), right.ToArray());

    [Fact]
    public void Algebra_is_that_of_booleans() => Law.Holds(Pairs, pair =>
    {
        var (left, right) = (IntervalSet.Of(pair.Left), IntervalSet.Of(pair.Right));
        var (a, b) = (Members(pair.Left), Members(pair.Right));
        AssertIs(a, left);
        AssertIs([.. a.Zip(b, (x, y) => x || y)], left.Union(right));
        AssertIs([.. a.Zip(b, (x, y) => x && y)], left.Intersect(right));
        AssertIs([.. a.Zip(b, (x, y) => x && !y)], left.Except(right));
        AssertIs([.. a.Select((x, point) => !x && point is >= 3 and < 17)], left.ComplementWithin(3, 17));
    }, tests: 2000);

    [Fact]
    public void One_set_has_one_form() => Law.Holds(
        from intervals in Gen.Choose(0, 6).SelectMany(count => Intervals.ListOf(count))
        from shuffled in Gen.Shuffle(intervals.Concat(intervals).ToArray())
        select (intervals, shuffled),
        pair =>
        {
            var (one, other) = (IntervalSet.Of(pair.intervals), IntervalSet.Of(pair.shuffled));
            Assert.Equal(one, other);
            Assert.Equal(one.GetHashCode(), other.GetHashCode());
            Assert.Equal(one.ToString(), other.ToString());
        }, tests: 500);

    [Fact]
    public void Touching_intervals_are_one_and_a_point_is_told_by_its_half_open_ends()
    {
        var set = IntervalSet.Of<int>(new(5, 7), new(1, 3), new(3, 5));
        Assert.Equal("[1, 7)", set.ToString());
        Assert.True(set.Contains(1));
        Assert.False(set.Contains(7));
        Assert.Equal("∅", IntervalSet.Between(4, 4).ToString());
        Assert.Equal("[1, 2) ∪ [3, 4)", IntervalSet.Of<int>(new(3, 4), new(1, 2)).ToString());
    }

    [Fact]
    public void Lengths_are_elapsed_time_and_days()
    {
        var noon = Instant.FromUtc(2026, 3, 28, 12, 0);
        var instants = IntervalSet.Between(noon, noon + Duration.FromHours(3)).Union(IntervalSet.Between(noon + Duration.FromHours(2), noon + Duration.FromHours(5)));
        Assert.Equal(Duration.FromHours(5), instants.Length());

        var year = IntervalSet.Between(new LocalDate(2024, 1, 1), new LocalDate(2025, 1, 1));
        Assert.Equal(366, year.Days());
        Assert.Equal(366 - 29, year.Except(IntervalSet.Between(new LocalDate(2024, 2, 1), new LocalDate(2024, 3, 1))).Days());
        Assert.Equal(0, IntervalSet.Empty<LocalDate>().Days());
    }

    [Fact]
    public void Interval_that_ends_before_it_begins_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HalfOpenInterval<int>(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => IntervalSet.Between(3, 2));
        Assert.Throws<ArgumentException>(() => IntervalSet.Of(default(HalfOpenInterval<int>)));
    }

    private static bool[] Members(HalfOpenInterval<int>[] intervals) =>
        [.. Enumerable.Range(0, Points).Select(point => Array.Exists(intervals, interval => interval.Start <= point && point < interval.End))];

    private static void AssertIs(bool[] members, IntervalSet<int> set)
    {
        Assert.Equal(members, Enumerable.Range(0, Points).Select(set.Contains));
        Assert.Equal(!members.Contains(value: true), set.IsEmpty);
        for (var point = 0; point < Points; point++)
        {
            var around = set.IntervalAt(point);
            Assert.Equal(members[point], around is not null);
            Assert.True(around is not { } it || (it.Contains(point) && set.Intervals.Contains(it)));
        }

        Assert.Equal(members.Count(isMember => isMember), set.Intervals.Sum(interval => interval.End - interval.Start));

        // Canonical: in order, and apart.
        Assert.All(set.Intervals.Zip(set.Intervals.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
    }
}
