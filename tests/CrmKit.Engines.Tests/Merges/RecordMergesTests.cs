using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class RecordMergesTests
{
    /// <summary>Merges as a store allows them: a record is absorbed once at a time, and never by one that stands under it.</summary>
    private static readonly Gen<ImmutableArray<RecordMerge>> Logs =
        from steps in Generated.UpTo(12, from pair in Gen.Choose(0, 6).Two() from isUndone in Gen.Choose(0, 2) from days in Gen.Choose(1, 20) select (pair.Item1, pair.Item2, isUndone == 0, days))
        select Log(steps);

    [Fact]
    public void Every_record_leads_to_the_root_of_its_tree_at_any_instant() => Law.Holds(
        from log in Logs
        from day in Gen.Choose(0, 30)
        select (log, At(day)),
        given =>
        {
            var (log, at) = given;
            var persons = new RecordMerges(log).PersonsAt(at);
            var parents = log.Where(merge => merge.MergedAt <= at && !(merge.UnmergedAt <= at)).ToDictionary(merge => merge.Absorbed, merge => merge.Survivor);
            Assert.Equal(parents.Keys.ToHashSet(), persons.Keys.ToHashSet());
            foreach (var (absorbed, person) in persons)
            {
                Assert.False(parents.ContainsKey(person));
                Assert.Equal(parents.ContainsKey(parents[absorbed]) ? persons[parents[absorbed]] : parents[absorbed], person);
            }
        }, tests: 500);

    [Fact]
    public void Later_merges_change_no_earlier_answer() => Law.Holds(
        from log in Logs
        from day in Gen.Choose(0, 12)
        select (log, At(day)),
        given =>
        {
            var (log, at) = given;
            var then = log.Where(merge => merge.MergedAt <= at).Select(merge => merge.UnmergedAt > at ? merge with { UnmergedAt = null } : merge);
            Assert.Equal(new RecordMerges(then).PersonsAt(at).OrderBy(pair => pair.Key.Value), new RecordMerges(log).PersonsAt(at).OrderBy(pair => pair.Key.Value));
        }, tests: 500);

    [Fact]
    public void Merge_holds_from_its_instant_until_it_is_undone()
    {
        var merge = new RecordMerge("7", "8", At(1)) { UnmergedAt = At(3) };
        Assert.Equal([false, true, true, false], new[] { At(1) - Duration.Epsilon, At(1), At(3) - Duration.Epsilon, At(3) }.Select(merge.HoldsAt));
        Assert.Empty(RecordMerges.None.PersonsAt(At(2)));
    }

    private static Instant At(int day) => Known.LongAgo + Duration.FromDays(day);

    private static ImmutableArray<RecordMerge> Log(ImmutableArray<(int Survivor, int Absorbed, bool IsUndone, int Days)> steps)
    {
        var log = new List<RecordMerge>();
        for (var day = 0; day < steps.Length; day++)
        {
            var (survivor, absorbed, isUndone, days) = steps[day];
            var parents = log.Where(merge => merge.UnmergedAt is not { } end || end > At(day)).ToDictionary(merge => merge.Absorbed, merge => merge.Survivor);
            var root = new CustomerId($"{survivor}");
            while (parents.TryGetValue(root, out var next))
            {
                root = next;
            }

            if (root.Value != $"{absorbed}" && !parents.ContainsKey($"{absorbed}"))
            {
                log.Add(new RecordMerge($"{survivor}", $"{absorbed}", At(day)) { UnmergedAt = isUndone ? At(day + days) : null });
            }
        }

        return [.. log];
    }
}
