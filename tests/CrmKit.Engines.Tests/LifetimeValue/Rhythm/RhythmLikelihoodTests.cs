using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public sealed class RhythmLikelihoodTests
{
    private static readonly LocalDate First = new(2020, 1, 1);
    private static readonly RhythmSegment Segment = new(1.7, 0.4, 0.8, 50, 0.9, 2.5);

    public static TheoryData<int[], int> Customers => new()
    {
        { [], 120 }, { [], 0 }, { [30], 45 }, { [1], 400 }, { [20, 31, 24, 22], 3 }, { [.. Enumerable.Range(0, 60).Select(i => 5 + (i % 11))], 25 },
    };

    // By brute force: the integral over the rate of the product of gamma densities and of the chance of silence, on a fine grid of ln theta.
    [Theory]
    [MemberData(nameof(Customers))]
    public void Likelihood_matches_an_integral_over_the_rate(int[] gaps, int elapsed)
    {
        var s = Segment;
        var (n, sum, sumLog) = (gaps.Length, gaps.Sum(), gaps.Sum(gap => Math.Log(gap)));
        var q = s.A / (s.A + s.B + n);
        double total = 0, weights = 0;
        for (var z = -4d; z <= 4; z += 0.5)
        {
            var (k, weight) = (s.MedianRegularity * Math.Exp(s.Sigma * z), Math.Exp(-z * z / 2));
            weights += weight;
            const double H = 0.01;
            for (var u = -60d; u < 6; u += H)
            {
                var theta = Math.Exp(u);
                var log = (s.R * Math.Log(s.Alpha * theta)) - (s.Alpha * theta) - SpecialFunctions.LogGamma(s.R)
                    + (n * ((k * Math.Log(k * theta)) - SpecialFunctions.LogGamma(k))) + ((k - 1) * sumLog) - (k * theta * sum);
                total += weight * H * Math.Exp(log) * (q + ((1 - q) * SpecialFunctions.GammaQ(k, k * theta * elapsed)));
            }
        }

        var stayed = Enumerable.Range(0, n).Sum(i => Math.Log((s.B + i) / (s.A + s.B + i)));
        var state = State(gaps);
        var value = s.LogLikelihood(state, state.LastPurchase.PlusDays(elapsed));
        Assert.Equal(stayed + Math.Log(total / weights), value, 1e-10 * Math.Max(1, Math.Abs(value)));
    }

    [Fact]
    public void Two_gaps_give_the_regularity_of_wheat_and_morrison()
    {
        // Shares 1/4 and 1/2: the mean of M (1 - M) is 7/32, so that k = 2 (7/32)/(1 - 7/8) = 3.5. One gap, or three, say nothing here.
        RhythmState[] states = [State(5), State(10, 30), State(6, 6), State(1, 2, 3)];
        Assert.Equal(3.5, WheatMorrison.Regularity(states)!.Value, 1e-12);
        Assert.Null(WheatMorrison.Regularity(states[..1]));
        Assert.Null(WheatMorrison.Regularity([State(6, 6)]));
    }

    private static RhythmState State(params int[] gaps) =>
        Rhythms.Bought(First, gaps);
}
