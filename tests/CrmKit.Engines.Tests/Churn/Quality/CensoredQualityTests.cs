using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public sealed class CensoredQualityTests
{
    private static readonly Gen<(int Seed, int Count)> Tables = from seed in Gen.Choose(1, 1_000_000) from count in Gen.Choose(1, 40) select (seed, count);

    [Fact]
    public void Fast_scores_equal_their_definitions() => Law.Holds(Tables, table =>
    {
        var (records, risk, survival) = Draw(table.Seed, table.Count, isWeighted: true);
        var quality = new CensoredQuality(records);
        foreach (var horizon in new[] { 0, 3, 5.5, 100 })
        {
            Agree(Slow.Auc(records, risk, horizon), quality.Auc(horizon, risk).Value);
            Agree(Slow.Uno(records, risk, horizon), quality.UnoConcordance(risk, horizon).Value);
            Agree(Slow.Brier(records, survival, horizon, atLeaving: false), quality.Brier(horizon, survival).Value);
            Agree(Slow.Brier(records, survival, horizon, atLeaving: true), quality.Brier(horizon, survival, BrierWeighting.AtLeaving).Value);
        }
    });

    [Fact]
    public void Whole_weights_equal_repeated_records_and_entry_at_0_equals_none() => Law.Holds(Tables, table =>
    {
        var (records, risk, survival) = Draw(table.Seed, table.Count, isWeighted: true);
        int[] rows = [.. Enumerable.Range(0, table.Count).SelectMany(i => Enumerable.Repeat(i, (int)records.Weight.Span[i]))];
        var repeated = new SurvivalRecords(rows.Select(i => records.Time.Span[i]).ToArray(), rows.Select(i => records.IsEvent.Span[i]).ToArray()) { Entry = new double[rows.Length] };
        double[] repeatedRisk = [.. rows.Select(i => risk[i])];
        double[] repeatedSurvival = [.. rows.Select(i => survival[i])];
        var (a, b) = (new CensoredQuality(repeated), new CensoredQuality(records));
        Agree(a.Auc(4, repeatedRisk).Value, b.Auc(4, risk).Value);
        Agree(a.UnoConcordance(repeatedRisk).Value, b.UnoConcordance(risk).Value);
        Agree(a.Brier(4, repeatedSurvival).Value, b.Brier(4, survival).Value);
    });

    [Fact]
    public void Without_censoring_the_score_is_the_plain_one()
    {
        var records = new SurvivalRecords(new double[] { 1, 2, 3, 4 }, new[] { true, true, true, true });
        var quality = new CensoredQuality(records);
        double[] survival = [0.1, 0.4, 0.6, 0.9];
        var plain = PredictionQuality.Of([.. survival.Select(s => 1 - s)], [true, true, false, false]);

        Relative.Equal(plain.Brier, quality.Brier(2, survival).Value!.Value, 1e-14);
        Assert.Equal(plain.Auc, quality.Auc(2, [.. survival.Select(s => 1 - s)]).Value);
        Assert.Equal(1, quality.UnoConcordance([4, 3, 2, 1]).Value);
        Assert.Equal(new CensoredScore((0.01 + 0.16 + 0.36 + 0.81) / 4, ScoreStatus.Estimated), quality.Brier(99, survival));
    }

    [Fact]
    public void Everybody_lost_from_sight_leaves_nothing_to_compare()
    {
        var quality = new CensoredQuality(new SurvivalRecords(new double[] { 1, 2, 3 }, new bool[3]));

        Assert.Equal(ScoreStatus.NotIdentified, quality.Auc(2, [1, 2, 3]).Status);
        Assert.Equal(ScoreStatus.NotIdentified, quality.UnoConcordance([1, 2, 3]).Status);
        Assert.Equal(ScoreStatus.BeyondObservation, quality.Brier(3, [0.5, 0.5, 0.5]).Status);
        Assert.Equal(ScoreStatus.Estimated, quality.Brier(2, [0.5, 0.5, 0.5]).Status);
        Assert.Equal(ScoreStatus.NotIdentified, new CensoredQuality(new SurvivalRecords(default, default)).Brier(1, []).Status);
    }

    [Fact]
    public void One_who_leaves_when_all_others_are_lost_has_no_weight_at_leaving()
    {
        var quality = new CensoredQuality(new SurvivalRecords(new double[] { 2, 2, 1 }, new[] { true, false, false }));

        Assert.Equal(ScoreStatus.NotIdentified, quality.Brier(2, [0.5, 0.5, 0.5], BrierWeighting.AtLeaving).Status);
        Assert.Equal(ScoreStatus.BeyondObservation, quality.Brier(2, [0.5, 0.5, 0.5]).Status);
    }

    [Fact]
    public void Late_entry_is_refused()
    {
        var records = new SurvivalRecords(new double[] { 1, 2 }, new bool[2]) { Entry = new[] { 0, 0.5 } };
        Assert.Throws<ArgumentException>(() => new CensoredQuality(records));
    }

    private static void Agree(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-11 * (1 + (expected ?? 0)));
    }

    private static (SurvivalRecords Records, double[] Risk, double[] Survival) Draw(int seed, int count, bool isWeighted)
    {
        var random = new Random(seed);
        return (
            new SurvivalRecords(
                Enumerable.Range(0, count).Select(_ => (double)random.Next(1, 10)).ToArray(),
                Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.5).ToArray())
            {
                Weight = isWeighted ? Enumerable.Range(0, count).Select(_ => (double)random.Next(0, 3)).ToArray() : default,
            },
            [.. Enumerable.Range(0, count).Select(_ => random.Next(-3, 4) / 2.0)],
            [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())]);
    }

    // The definitions, pair by pair.
    private static class Slow
    {
        public static double? Auc(SurvivalRecords r, double[] risk, double t) => Ratio(
            r,
            (i, j) => r.IsEvent.Span[i] && r.Time.Span[i] <= t && r.Time.Span[j] > t ? 1 / G(r, r.Time.Span[i], before: true) : 0,
            risk);

        public static double? Uno(SurvivalRecords r, double[] risk, double tau) => Ratio(
            r,
            (i, j) => r.IsEvent.Span[i] && r.Time.Span[i] < tau && (r.Time.Span[j] > r.Time.Span[i] || (r.Time.Span[j] == r.Time.Span[i] && !r.IsEvent.Span[j]))
                ? Math.Pow(G(r, r.Time.Span[i], before: true), -2)
                : 0,
            risk);

        public static double? Brier(SurvivalRecords r, double[] s, double t, bool atLeaving)
        {
            var (sum, total) = (0.0, 0.0);
            for (var i = 0; i < s.Length; i++)
            {
                var (w, time) = (r.Weight.Span[i], r.Time.Span[i]);
                total += w;
                sum += w == 0 ? 0 : time > t ? w * Math.Pow(1 - s[i], 2) / G(r, t, before: false) : r.IsEvent.Span[i] ? w * s[i] * s[i] / G(r, time, !atLeaving) : 0;
            }

            return double.IsFinite(sum / total) ? sum / total : null;
        }

        private static double? Ratio(SurvivalRecords r, Func<int, int, double> weight, double[] risk)
        {
            var (won, all) = (0.0, 0.0);
            for (var i = 0; i < r.Count; i++)
            {
                for (var j = 0; j < r.Count; j++)
                {
                    var both = r.Weight.Span[i] * r.Weight.Span[j];
                    var w = both == 0 ? 0 : both * weight(i, j);
                    all += w;
                    won += risk[i] > risk[j] ? w : risk[i] == risk[j] ? w / 2 : 0;
                }
            }

            return all > 0 ? won / all : null;
        }

        private static double G(SurvivalRecords r, double t, bool before)
        {
            var product = 1.0;
            foreach (var x in r.Time.ToArray().Distinct().Where(x => before ? x < t : x <= t))
            {
                var (risk, lost) = (0.0, 0.0);
                for (var i = 0; i < r.Count; i++)
                {
                    risk += r.Time.Span[i] > x || (r.Time.Span[i] == x && !r.IsEvent.Span[i]) ? r.Weight.Span[i] : 0;
                    lost += r.Time.Span[i] == x && !r.IsEvent.Span[i] ? r.Weight.Span[i] : 0;
                }

                product *= lost > 0 ? 1 - (lost / risk) : 1;
            }

            return product;
        }
    }
}
