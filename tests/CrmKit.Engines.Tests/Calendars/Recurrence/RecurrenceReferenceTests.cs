using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceReferenceTests
{
    [Fact]
    public void Every_reference_case_is_met_under_both_gap_policies()
    {
        var (failed, both) = (new List<string>(), 0);
        foreach (var item in RecurrenceCase.All)
        {
            Compare(item, GapPolicy.ShiftForward, item.Expected, failed);
            Compare(item, GapPolicy.Skip, item.ExpectedGapSkip ?? item.Expected, failed);
            both += item.ExpectedGapSkip is null ? 0 : 1;
        }

        Assert.Empty(failed);
        Assert.Equal(204, RecurrenceCase.All.Count);
        Assert.True(both >= 10, $"only {both} cases with two answers");
    }

    [Fact]
    public void Every_reference_rule_prints_what_parses_back_and_its_start_is_in_step() => Assert.All(
        RecurrenceCase.All,
        item =>
        {
            var rule = item.Recurrence.Rule!;
            Assert.Equal(rule, RecurrenceRule.Parse(rule.ToString()));
            Assert.True(item.Recurrence.StartIsInStep, item.Id);
        });

    private static void Compare(RecurrenceCase item, GapPolicy gap, IReadOnlyList<string> expected, List<string> failed)
    {
        var found = item.Found(new LocalTimeResolver(gap, OverlapPolicy.First));
        if (!expected.SequenceEqual(found))
        {
            failed.Add($"{item.Id} {item.Recurrence.Rule} {gap}: {string.Join(' ', found)} instead of {string.Join(' ', expected)}");
        }
    }
}
