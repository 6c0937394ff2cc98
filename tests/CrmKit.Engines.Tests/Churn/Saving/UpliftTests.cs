using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class UpliftTests
{
    [Fact]
    public void Published_interval_of_Newcombe_is_met()
    {
        // Newcombe (1998), table II, method 10: 56/70 against 48/80, 0.2000 with limits 0.0524 and 0.3339; 9/10 against 3/10, 0.1705 and 0.8090.
        var limits = Uplift.Of(new TrialCounts(70, 56, 80, 48))!.Value;
        Assert.Equal((0.2, 0.0524, 0.3339), (Math.Round(limits.Estimate, 4), Math.Round(limits.Lower, 4), Math.Round(limits.Upper, 4)));
        limits = Uplift.Of(new TrialCounts(10, 9, 10, 3))!.Value;
        Assert.Equal((0.1705, 0.8090), (Math.Round(limits.Lower, 4), Math.Round(limits.Upper, 4)));
    }

    [Theory]
    [InlineData(0, 0, 10, 5)]
    [InlineData(10, 5, 0, 0)]
    public void Empty_group_gives_no_uplift(long treated, long kept, long held, long heldKept)
    {
        Assert.Null(Uplift.Of(new TrialCounts(treated, kept, held, heldKept)));
        Assert.Equal(UpliftVerdict.TooEarly, new UpliftTrial(100, 0.1).Look(new TrialCounts(treated, kept, held, heldKept)).Verdict);
    }

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1_000_000_000, 0, 1, 1)]
    public void Extreme_counts_give_limits_within_the_scale(long treated, long kept, long held, long heldKept)
    {
        var limits = Uplift.Of(new TrialCounts(treated, kept, held, heldKept))!.Value;
        Assert.True(limits.Lower >= -1 && limits.Lower <= limits.Estimate && limits.Estimate <= limits.Upper && limits.Upper <= 1);
    }

    [Fact]
    public void Looking_every_day_at_an_offer_without_effect_deceives_no_more_often_than_the_level_says()
    {
        // 1,000 trials without effect, 100 looks each: a fixed interval calls a success far too often, the guarded one at most one time in twenty.
        var (naive, guarded) = (0, 0);
        var random = new SeededRandom(20260501);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var counts = default(TrialCounts);
            var (seenNaive, seenGuarded) = (false, false);
            var guard = new UpliftTrial(2_000, 0.1);
            for (var day = 0; day < 100; day++)
            {
                for (var i = 0; i < 20; i++)
                {
                    counts = counts with { Treated = counts.Treated + 1, TreatedKept = counts.TreatedKept + (random.NextUniform() < 0.6 ? 1 : 0) };
                    counts = counts with { HeldOut = counts.HeldOut + 1, HeldOutKept = counts.HeldOutKept + (random.NextUniform() < 0.6 ? 1 : 0) };
                }

                var limits = Uplift.Of(counts)!.Value;
                seenNaive |= limits.Lower > 0 || limits.Upper < 0;
                seenGuarded |= guard.Look(counts).Verdict is UpliftVerdict.Works or UpliftVerdict.Harms;
            }

            naive += seenNaive ? 1 : 0;
            guarded += seenGuarded ? 1 : 0;
        }

        Assert.True(naive > 200, $"{naive} of 1,000 deceived by the interval for one look");
        Assert.True(guarded <= 50, $"{guarded} of 1,000 deceived by the guarded one");
    }

    [Theory]
    [InlineData(0.97, 19, 0.03)]
    [InlineData(0.95, 9, 0.05)]
    [InlineData(0.97, 9, 0.02)]
    [InlineData(0.9, 4, 0.05)]
    public void Small_group_of_which_nearly_all_stay_deceives_no_more_often_either(double kept, int treatedPerHeldOut, double hoped)
    {
        var random = new SeededRandom(11);
        var (deceived, trials) = (0, 1_500);
        for (var trial = 0; trial < trials; trial++)
        {
            var counts = default(TrialCounts);
            var guard = new UpliftTrial(10_000, hoped);
            var seen = false;
            for (var day = 0; day < 100 && !seen; day++)
            {
                counts = counts with { HeldOut = counts.HeldOut + 20, HeldOutKept = counts.HeldOutKept + Kept(random, 20, kept) };
                counts = counts with { Treated = counts.Treated + (20 * treatedPerHeldOut), TreatedKept = counts.TreatedKept + Kept(random, 20 * treatedPerHeldOut, kept) };
                seen = guard.Look(counts).Verdict is UpliftVerdict.Works or UpliftVerdict.Harms;
            }

            deceived += seen ? 1 : 0;
        }

        Assert.True(deceived <= 0.05 * trials, $"{deceived} of {trials} deceived");
    }

    [Fact]
    public void Planned_number_however_large_leaves_a_number_missing() =>
        Assert.Equal(long.MaxValue, new UpliftTrial(long.MaxValue, 0.1).Look(default).CustomersMissing);

    [Fact]
    public void Offer_that_works_is_found()
    {
        var random = new SeededRandom(7);
        var needed = UpliftTrial.CustomersNeeded(0.6, 0.1);
        Assert.Equal(354, needed);
        var found = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            var kept = Enumerable.Range(0, 3 * (int)needed).Select(_ => (random.NextUniform() < 0.7, random.NextUniform() < 0.6)).ToArray();
            var counts = new TrialCounts(kept.Length, kept.Count(pair => pair.Item1), kept.Length, kept.Count(pair => pair.Item2));
            found += new UpliftTrial(kept.Length, 0.1).Look(counts).Verdict == UpliftVerdict.Works ? 1 : 0;
        }

        Assert.True(found >= 180, $"{found} of 200 found at three times the number of a single look");
    }

    [Fact]
    public void No_verdict_before_there_are_thirty_in_each_group() =>
        Assert.Equal(UpliftVerdict.TooEarly, new UpliftTrial(20, 0.5).Look(new TrialCounts(29, 29, 29, 0)).Verdict);

    [Fact]
    public void End_without_a_sign_says_so_and_what_is_missing_before()
    {
        var trial = new UpliftTrial(100, 0.1);
        Assert.Equal((UpliftVerdict.NoEffectFound, 0L), (trial.Look(new TrialCounts(100, 60, 100, 60)).Verdict, trial.Look(new TrialCounts(100, 60, 100, 60)).CustomersMissing));
        Assert.Equal(30, trial.Look(new TrialCounts(90, 60, 80, 60)).CustomersMissing);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Uplift.Of(new TrialCounts(1, 2, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Uplift.Of(new TrialCounts(1, 1, 1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpliftTrial(0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpliftTrial(10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UpliftTrial.CustomersNeeded(0.6, 0.5));
    }

    private static int Kept(SeededRandom random, int customers, double chance)
    {
        var kept = 0;
        for (var i = 0; i < customers; i++)
        {
            kept += random.NextUniform() < chance ? 1 : 0;
        }

        return kept;
    }
}
