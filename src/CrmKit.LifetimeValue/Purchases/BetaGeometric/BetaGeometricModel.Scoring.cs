using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public abstract partial record BetaGeometricModel
{
    private const int ScoreBatch = 256;

    // Beyond this P(alive) is on its way to underflow, and the expectation is taken from logarithms.
    private const double LargestLogOdds = 600;

    /// <inheritdoc/>
    public void Score(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        double horizon,
        Span<double> probabilityAlive,
        Span<double> expectedPurchases,
        CancellationToken cancellationToken = default)
    {
        MixedScore.CheckLengths(x, recency, age, horizon, probabilityAlive, expectedPurchases);
        var table = K == 1 && x.Length >= ScoreBatch ? new PurchasesIfAlive(this, horizon, age) : null;
        for (var i = 0; i < x.Length; i += ScoreBatch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = Math.Min(ScoreBatch, x.Length - i);
            var alive = probabilityAlive.Slice(i, length);
            var purchases = expectedPurchases.Slice(i, length);
            if (table is null)
            {
                ScoreSingly(x.Slice(i, length), recency[i..], age[i..], horizon, alive, purchases);
            }
            else
            {
                ScoreTogether(table, x.Slice(i, length), recency[i..], age[i..], horizon, alive, purchases);
            }
        }
    }

    private void ScoreSingly(
        ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, double horizon, Span<double> alive, Span<double> purchases)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var history = new PurchaseHistory(x[i], recency[i], age[i]);
            alive[i] = ProbabilityAlive(history);
            purchases[i] = ExpectedPurchases(history, horizon);
        }
    }

    // The odds of four customers at a time; what is expected of one who is alive depends on x and T alone and is looked up.
    private void ScoreTogether(
        PurchasesIfAlive table, ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, double horizon, Span<double> alive, Span<double> purchases)
    {
        Span<double> logOdds = stackalloc double[ScoreBatch];
        Span<double> shape = stackalloc double[ScoreBatch];
        Span<double> from = stackalloc double[ScoreBatch];
        Span<double> to = stackalloc double[ScoreBatch];
        for (var i = 0; i < x.Length; i++)
        {
            ModelDomain.History(x[i], recency[i], age[i]);
            (logOdds[i], shape[i], from[i], to[i]) = (table.LogHazard(x[i]), R + x[i], recency[i], age[i]);
        }

        AddSilence(logOdds, shape, from, to, x.Length);
        for (var i = 0; i < x.Length; i += 4)
        {
            var odds = Vector256.Create<double>(logOdds[i..]);
            var small = Vector256.Exp(-Vector256.Abs(odds));
            var over = Vector256<double>.One / (Vector256<double>.One + small);
            Vector256.ConditionalSelect(Vector256.GreaterThan(odds, Vector256<double>.Zero), small * over, over).CopyTo(shape[i..]);
        }

        shape[..x.Length].CopyTo(alive);
        for (var i = 0; i < x.Length; i++)
        {
            purchases[i] = logOdds[i] > LargestLogOdds
                ? ExpectedPurchases(new PurchaseHistory(x[i], recency[i], age[i]), horizon)
                : alive[i] * table.Of(x[i], age[i]);
        }
    }

    // As LogOddsOfDeath: (r + x) ln((alpha + T)/(alpha + t_x)).
    private void AddSilence(Span<double> logOdds, ReadOnlySpan<double> shape, ReadOnlySpan<double> from, ReadOnlySpan<double> to, int count)
    {
        var alpha = Vector256.Create(Alpha);
        for (var i = 0; i < count; i += 4)
        {
            var since = Vector256.Create(from[i..]);
            var silence = VectorFunctions.Log1p((Vector256.Create(to[i..]) - since) / (alpha + since));
            (Vector256.Create<double>(logOdds[i..]) + (Vector256.Create(shape[i..]) * silence)).CopyTo(logOdds[i..]);
        }
    }

    // What x and T say of a customer who is alive, computed once for each pair where ages repeat, as days do.
    private sealed class PurchasesIfAlive
    {
        private const int LargestX = 1023;
        private const int LargestTable = 1 << 20;
        private readonly BetaGeometricModel _model;
        private readonly double _horizon;
        private readonly TimeIndex? _ages;
        private readonly int _width;
        private readonly double[] _expected = [];
        private readonly double[] _logHazards = new double[LargestX + 1];

        public PurchasesIfAlive(BetaGeometricModel model, double horizon, ReadOnlySpan<double> age)
        {
            (_model, _horizon) = (model, horizon);
            for (var x = 0; x <= LargestX; x++)
            {
                _logHazards[x] = HazardOf(x);
            }

            var index = new TimeIndex();
            if (index.TryAdd(age))
            {
                (_ages, _width) = (index, Math.Max(1, index.Sort().Length));
                _expected = new double[Math.Min(LargestTable / _width, LargestX + 1) * _width];
                Array.Fill(_expected, double.NaN);
            }
        }

        public double LogHazard(int x) => x <= LargestX ? _logHazards[x] : HazardOf(x);

        public double Of(int x, double age)
        {
            if (_ages is null || (long)x * _width >= _expected.Length)
            {
                return Compute(x, age);
            }

            ref var expected = ref _expected[(x * _width) + _ages[age]];
            if (double.IsNaN(expected))
            {
                expected = Compute(x, age);
            }

            return expected;
        }

        private double HazardOf(int x) => _model.NeverHadAChance(x) ? double.NegativeInfinity : _model.LogHazard(x);

        private double Compute(int x, double age) =>
            _horizon == 0 ? 0 : _model.IfAlive(x, 0, age, _horizon, static (stages, dropout) => stages.ExpectedPurchases(dropout));
    }
}
