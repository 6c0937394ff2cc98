using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public abstract partial record BetaGeometricModel
{
    // Fewer customers than this are not worth a table.
    private const int SmallBatch = 256;

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
        var table = K == 1 && x.Length >= SmallBatch ? new PurchasesIfAlive(this, horizon, age) : null;
        for (var i = 0; i < x.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (table is null)
            {
                var history = new PurchaseHistory(x[i], recency[i], age[i]);
                (probabilityAlive[i], expectedPurchases[i]) = (ProbabilityAlive(history), ExpectedPurchases(history, horizon));
            }
            else
            {
                ModelDomain.History(x[i], recency[i], age[i]);
                (probabilityAlive[i], expectedPurchases[i]) = Score(table, x[i], recency[i], age[i]);
            }
        }
    }

    // The odds are taken once for both answers; what is expected of a customer who is alive depends on x and T alone and is looked up.
    private (double Alive, double Purchases) Score(PurchasesIfAlive table, int x, double recency, double age)
    {
        var ifAlive = table.Of(x, age);
        if (NeverHadAChance(x))
        {
            return (1, ifAlive);
        }

        var logOdds = table.LogHazard(x) + (StageShape(x) * SpecialFunctions.Log1p((age - recency) / (Alpha + recency)));
        var alive = SpecialFunctions.Logistic(-logOdds);
        return (alive, Times(alive, logOdds, ifAlive));
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
                _logHazards[x] = _model.NeverHadAChance(x) ? 0 : _model.LogHazard(x);
            }

            var index = new TimeIndex();
            if (index.TryAdd(age))
            {
                (_ages, _width) = (index, Math.Max(1, index.Sort().Length));
                _expected = new double[Math.Min(LargestTable / _width, LargestX + 1) * _width];
                Array.Fill(_expected, double.NaN);
            }
        }

        public double LogHazard(int x) => x <= LargestX ? _logHazards[x] : _model.LogHazard(x);

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

        private double Compute(int x, double age) =>
            _horizon == 0 ? 0 : _model.IfAlive(x, 0, age, _horizon, static (stages, dropout) => stages.ExpectedPurchases(dropout));
    }
}
