using Xunit.Abstractions;

namespace CrmKit.LifetimeValue.Tests;

/// <summary>
/// Coverage of the windows on held-out purchases of CDNOW. The segment is fitted on the gaps until 1997-09-30 alone. Asked is every customer who buys again until
/// 1998-06-30: whether the next purchase fell on a day of the window that was foretold, given what is known of those who are asked, that they had not bought again
/// until the end of September and do so by the end of June.
/// </summary>
public sealed class RhythmCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Windows_cover_the_next_purchase_of_held_out_buyers(double level)
    {
        var days = Cdnow.Transactions().GroupBy(row => row.Customer).ToDictionary(group => group.Key, group => group.Select(row => LocalDate.FromDateOnly(row.Day)).Distinct().Order().ToList());
        var states = days.ToDictionary(pair => pair.Key, pair => RhythmState.From(pair.Value.Where(day => day <= Cdnow.CalibrationEnd)));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var fit = new RhythmEstimator().Fit(states.Values, Cdnow.CalibrationEnd);
        output.WriteLine($"{fit.Convergence} LL {fit.LogLikelihood} {string.Join(' ', fit.Model.Parameters)} {clock.ElapsedMilliseconds} ms grad {fit.Convergence.GradientNorm}");
        int asked = 0, covered = 0;
        var pit = new List<(double U, int Gaps)>();
        clock.Restart();
        foreach (var (customer, state) in states)
        {
            if (state.PurchaseDays > 0 && days[customer].FirstOrDefault(day => day > Cdnow.CalibrationEnd) is { } next && next > Cdnow.CalibrationEnd && next <= Cdnow.HoldoutEnd)
            {
                var forecast = fit.Model.Forecast(state, Cdnow.CalibrationEnd).GivenPurchaseBy(Cdnow.HoldoutEnd);
                asked++;
                covered += forecast.Window(level).Contains(next) ? 1 : 0;
                pit.Add((forecast.ProbabilityBy(next), state.Gaps));
            }
        }

        output.WriteLine($"{clock.ElapsedMilliseconds} ms; covered {covered} of {asked}: {(double)covered / asked:P2}");
        foreach (var group in pit.GroupBy(p => p.Gaps switch { 0 => 0, < 3 => 1, < 6 => 3, _ => 6 }).Append(pit.GroupBy(_ => 99).First()).OrderBy(g => g.Key))
        {
            output.WriteLine($"n>={group.Key}: {group.Count()} " + string.Join(' ', Enumerable.Range(0, 10).Select(i => $"{group.Count(p => Math.Min(9, (int)(p.U * 10)) == i) * 100.0 / group.Count():F0}")));
        }

        Assert.InRange((double)covered / asked, level - 0.05, level + 0.05);
    }
}
