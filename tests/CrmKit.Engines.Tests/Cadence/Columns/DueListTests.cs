using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class DueListTests
{
    private static readonly LocalDate Today = GeneratedProfiles.Epoch.PlusDays(700);

    [Fact]
    public void Columns_say_of_everybody_what_the_policy_says() => Law.Holds(
        from profile in GeneratedProfiles.Profiles
        from people in Gen.ListOf(Gen.Frequency((1, Gen.Constant((CadenceFacts?)null)), (12, GeneratedProfiles.Facts.Select(facts => (CadenceFacts?)facts))), 200)
        from ahead in Gen.Choose(-400, 6000)
        select (profile, people: people.ToImmutableArray(), today: Today.PlusDays(ahead)),
        given =>
        {
            var policy = new CadencePolicy(given.profile);
            var columns = CadenceColumns.Of(given.people, given.profile);
            var days = new int[given.people.Length];
            new DueList(policy).WriteDueDays(columns, given.today, days);
            var decisions = given.people.Select(facts => facts is { } known ? policy.Decide(known, given.today) : null).ToList();
            Assert.Equal(decisions.Select(decision => decision is null ? DueList.Never : CadenceColumns.DayNumber(decision.DueDay)), days);

            // The order is a stable sort of the plainest kind.
            var expected = Enumerable.Range(0, given.people.Length)
                .Where(i => decisions[i] is { IsDue: true })
                .OrderByDescending(i => given.people[i]!.Value.YearlyValue ?? double.NegativeInfinity)
                .ThenBy(i => i);
            Assert.Equal(expected, new DueList(policy).On(columns, given.today));
        }, tests: 100);

    [Fact]
    public void Order_is_by_value_then_place_whatever_the_values_are() => Law.Holds(
        Gen.ListOf(Gen.OneOf(
            Gen.Elements(0d, -0d, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, 1),
            Gen.Choose(-5, 5).Select(number => number / 2d),
            ArbMap.Default.GeneratorFor<double>()), 3000),
        values =>
        {
            var columns = new CadenceColumns { LastInteraction = new int[3000], YearlyValue = values.ToArray() };
            var list = new DueList(new CadencePolicy(CadencePolicyTests.Plain()));

            // Comparison has NaN below everything, and takes both zeros for one.
            var expected = Enumerable.Range(0, 3000).OrderByDescending(i => values[i]).ThenBy(i => i);
            Assert.Equal(expected, list.On(columns, Today));
        }, tests: 20);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Any_number_of_threads_gives_the_same_answer(int threads)
    {
        var columns = Many(100_000);
        var policy = new CadencePolicy(BusinessProfiles.DressShop());
        var (one, many) = (new DueList(policy), new DueList(policy, threads));
        Assert.Equal(one.On(columns, Today), many.On(columns, Today));
        var (expected, found) = (new int[columns.Count], new int[columns.Count]);
        one.WriteDueDays(columns, Today, expected);
        many.WriteDueDays(columns, Today, found);
        Assert.Equal(expected, found);
        Assert.True(expected.Distinct().Count() > 100);
    }

    [Fact]
    public void One_thread_allocates_nothing_but_the_answer()
    {
        var columns = Many(50_000);
        var list = new DueList(new CadencePolicy(BusinessProfiles.DressShop()));
        var room = new int[columns.Count];
        var bytes = long.MaxValue;
        for (var turn = 0; turn < 5; turn++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            list.WriteDueDays(columns, Today, room);
            list.Write(columns, Today, room);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Columns_of_other_lengths_and_too_little_room_are_refused()
    {
        var list = new DueList(new CadencePolicy(CadencePolicyTests.Plain()));
        var columns = new CadenceColumns { LastInteraction = new int[3], LastPurchase = new int[2] };
        Assert.Contains("LastPurchase", Assert.Throws<ArgumentException>(() => list.On(columns, Today)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => list.Write(new CadenceColumns { LastInteraction = new int[3] }, Today, new int[2]));
        Assert.Throws<ArgumentException>(() => list.WriteDueDays(new CadenceColumns { LastInteraction = new int[3] }, Today, new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DueList(new CadencePolicy(CadencePolicyTests.Plain()), 0));
        Assert.Empty(list.On(new CadenceColumns { LastInteraction = default }, Today));
    }

    [Fact]
    public void Days_at_the_ends_of_their_range_are_no_trouble()
    {
        int[] active = [CadenceColumns.Unknown, int.MinValue + 1, int.MaxValue, CadenceColumns.DayNumber(LocalDate.MaxIsoValue) - 3];
        var list = new DueList(new CadencePolicy(CadencePolicyTests.Plain()));
        var days = new int[4];
        list.WriteDueDays(new CadenceColumns { LastInteraction = active, WindowStart = new[] { 0, int.MaxValue, int.MinValue + 1, 5 } }, Today, days);
        Assert.Equal((DueList.Never, DueList.Never, DueList.Never), (days[0], days[2], days[3]));
        Assert.InRange(days[1], CadenceColumns.DayNumber(Today) - 99, CadenceColumns.DayNumber(Today));
        Assert.Equal(Today, CadenceColumns.DayOf(CadenceColumns.DayNumber(Today)));
    }

    private static CadenceColumns Many(int count)
    {
        var random = new Random(5);
        var today = CadenceColumns.DayNumber(Today);
        var active = Enumerable.Range(0, count).Select(_ => random.Next(20) == 0 ? CadenceColumns.Unknown : today - random.Next(900)).ToArray();
        return new CadenceColumns
        {
            LastInteraction = active,
            LastPurchase = active.Select(day => random.Next(5) == 0 ? CadenceColumns.Unknown : Math.Max(day, 0) - random.Next(900)).ToArray(),
            YearlyValue = active.Select(_ => random.Next(9) == 0 ? double.NaN : random.Next(2000) / 3d).ToArray(),
            ProbabilityLeft = active.Select(_ => random.Next(9) == 0 ? double.NaN : random.NextDouble()).ToArray(),
            ProbabilityOfLeaving = active.Select(_ => random.Next(2) == 0 ? double.NaN : random.NextDouble()).ToArray(),
            WindowStart = active.Select(_ => random.Next(2) == 0 ? CadenceColumns.Unknown : today + random.Next(-900, 100)).ToArray(),
        };
    }
}
