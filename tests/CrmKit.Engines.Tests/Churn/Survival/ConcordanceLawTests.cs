using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class ConcordanceLawTests
{
    // Every pair looked at.
    [Fact]
    public void Concordance_is_that_of_looking_at_every_pair() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var sampled = SurvivalRow.Sampled(rows);
        var fast = Concordance.Of(SurvivalRow.Records(sampled), SurvivalRow.Scores(sampled), SurvivalRow.Groups(sampled));
        double concordant = 0, discordant = 0, tied = 0, tiedTimes = 0, tiedBoth = 0;
        var (right, compared) = (new double[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                var (a, b) = (sampled[i], sampled[j]);
                if (i == j || !a.IsEvent || a.Group != b.Group || !(b.Entry < a.Time && a.Time <= b.Time))
                {
                    continue;
                }

                var pair = a.Weight * b.Weight;
                if (b.IsEvent && a.Time == b.Time)
                {
                    (tiedTimes, tiedBoth) = a.Score == b.Score ? (tiedTimes, tiedBoth + (pair / 2)) : (tiedTimes + (pair / 2), tiedBoth);
                    continue;
                }

                var share = a.Score > b.Score ? 1 : a.Score == b.Score ? 0.5 : 0;
                concordant += share == 1 ? pair : 0;
                discordant += share == 0 ? pair : 0;
                tied += share == 0.5 ? pair : 0;
                right[i] += share * b.Weight;
                right[j] += share * a.Weight;
                compared[i] += b.Weight;
                compared[j] += a.Weight;
            }
        }

        var all = concordant + discordant + tied;
        var counts = fast.Counts;
        var c = (concordant + (tied / 2)) / all;
        double Error(Func<double, double> factor) => Math.Sqrt(Enumerable.Range(0, rows.Length).Sum(i => factor(sampled[i].Weight) * Math.Pow((right[i] - (c * compared[i])) / all, 2)));
        return Near.Same(counts.Concordant, concordant) && Near.Same(counts.Discordant, discordant) && Near.Same(counts.TiedScores, tied)
            && Near.Same(counts.TiedTimes, tiedTimes) && Near.Same(counts.TiedBoth, tiedBoth)
            && (all == 0
                ? fast.Status == ConcordanceStatus.NotIdentified && fast.StandardError is null
                : Near.Same(fast.Estimate, c) && Near.Same(fast.StandardError, Error(w => w), 1e-9) && Near.Same(fast.RecordStandardError, Error(w => w * w), 1e-9));
    });

    // The infinitesimal jackknife by its definition: how C, by every pair, changes when all weights of a cluster grow a little.
    [Fact]
    public void Error_of_clusters_is_the_change_of_concordance_with_the_weights_of_each() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var sampled = SurvivalRow.Sampled(rows);
        var clusters = GroupColumn.OfCodes("customer", ["a", "b", "c", "d"], [.. rows.Select((_, i) => i * 5 % 4)]);
        double C(int cluster, double factor)
        {
            double[] weights = [.. sampled.Select((row, i) => row.Weight * (clusters.Codes[i] == cluster ? factor : 1))];
            var pairs =
                from i in Enumerable.Range(0, rows.Length)
                from j in Enumerable.Range(0, rows.Length)
                let first = sampled[i]
                let other = sampled[j]
                where i != j && first.IsEvent && first.Group == other.Group && other.Entry < first.Time && (first.Time < other.Time || (first.Time == other.Time && !other.IsEvent))
                select (Weight: weights[i] * weights[j], Share: first.Score > other.Score ? 1 : first.Score == other.Score ? 0.5 : 0);
            var (right, all) = pairs.Aggregate((Right: 0d, All: 0d), (sum, pair) => (sum.Right + (pair.Weight * pair.Share), sum.All + pair.Weight));
            return right / all;
        }

        const double Little = 1e-4;
        var error = Math.Sqrt(Enumerable.Range(0, 4).Sum(cluster => Math.Pow((C(cluster, 1 + Little) - C(cluster, 1 - Little)) / (2 * Little), 2)));
        return ((WeightKind[])[WeightKind.Frequency, WeightKind.Sampling]).All(kind =>
        {
            var fast = Concordance.Of(SurvivalRow.Records(sampled, kind: kind), SurvivalRow.Scores(sampled), SurvivalRow.Groups(sampled), clusters: clusters);
            return fast.Estimate is null || (Math.Abs(fast.StandardError!.Value - error) < 1e-7 && fast.StandardError == fast.RecordStandardError);
        });
    });

    [Fact]
    public void Error_of_clusters_of_one_record_is_that_of_records() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var (records, scores) = (SurvivalRow.Records(rows, kind: WeightKind.Sampling), SurvivalRow.Scores(rows));
        var clusters = GroupColumn.Of("row", rows.Select((_, i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return Near.Same(Concordance.Of(records, scores).StandardError, Concordance.Of(records, scores, clusters: clusters).StandardError, 1e-12);
    });

    // Thousands of different scores, so that sums over many shelves of ranks are asked for.
    [Fact]
    public void Concordance_of_many_scores_is_that_of_looking_at_every_pair()
    {
        var random = new SeededRandom(3);
        const int Count = 1500;
        double[] Numbers(Func<double> next) => [.. Enumerable.Range(0, Count).Select(_ => next())];
        var (scores, times, entries) = (Numbers(random.NextNormal), Numbers(() => 10 + (90 * random.NextUniform())), Numbers(() => 10 * random.NextUniform()));
        bool[] isEvent = [.. Numbers(random.NextUniform).Select(u => u < 0.6)];
        var concordance = Concordance.Of(new SurvivalRecords(times, isEvent) { Entry = entries }, scores);
        var pairs = Enumerable.Range(0, Count).Where(i => isEvent[i]).SelectMany(i => Enumerable.Range(0, Count).Where(j => times[j] > times[i] && entries[j] < times[i]).Select(j => scores[i] > scores[j])).ToList();
        Assert.Equal(pairs.Count(isRight => isRight), concordance.Counts.Concordant);
        Assert.Equal(pairs.Count(isRight => !isRight), concordance.Counts.Discordant);
    }

    [Fact]
    public void Concordance_with_whole_weights_is_that_of_repeated_rows() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var repeated = SurvivalRow.Repeated(rows);
        return Alike(
            Concordance.Of(SurvivalRow.Records(rows), SurvivalRow.Scores(rows), SurvivalRow.Groups(rows)),
            Concordance.Of(SurvivalRow.Records(repeated, weight: false), SurvivalRow.Scores(repeated), SurvivalRow.Groups(repeated)));
    });

    [Fact]
    public void Concordance_with_entries_at_0_is_that_without_and_of_rows_in_any_order() => Law.Holds(SurvivalRow.Some, rows =>
    {
        SurvivalRow[] turned = [.. rows.Select(row => row with { Entry = 0 }).Reverse()];
        return Alike(
            Concordance.Of(SurvivalRow.Records(turned), SurvivalRow.Scores(turned)),
            Concordance.Of(SurvivalRow.Records(rows, entry: false), SurvivalRow.Scores(rows)));
    });

    [Fact]
    public void Scores_with_the_opposite_sign_have_the_opposite_concordance() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var records = SurvivalRow.Records(rows);
        var (one, other) = (Concordance.Of(records, SurvivalRow.Scores(rows)), Concordance.Of(records, SurvivalRow.Scores(rows).Select(score => -score).ToArray()));
        return one.Estimate is null || (Near.Same(one.Estimate, 1 - other.Estimate) && Near.Same(one.StandardError, other.StandardError, 1e-9));
    });

    [Fact]
    public void Concordance_has_the_same_bytes_on_one_thread_and_on_two() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var sampled = SurvivalRow.Sampled(rows);
        var (records, scores) = (SurvivalRow.Records(sampled, kind: WeightKind.Sampling), SurvivalRow.Scores(sampled));
        var (one, two) = (Concordance.Of(records, scores, maxThreads: 1), Concordance.Of(records, scores, maxThreads: 2));
        return one.Counts == two.Counts && one.Estimate == two.Estimate && one.StandardError == two.StandardError;
    });

    private static bool Alike(Concordance a, Concordance b) =>
        Near.Same(a.Counts.Concordant, b.Counts.Concordant) && Near.Same(a.Counts.Discordant, b.Counts.Discordant) && Near.Same(a.Counts.TiedScores, b.Counts.TiedScores)
        && Near.Same(a.Counts.TiedTimes, b.Counts.TiedTimes) && Near.Same(a.Estimate, b.Estimate) && Near.Same(a.StandardError, b.StandardError, 1e-9);
}
