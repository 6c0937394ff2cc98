namespace CrmKit.LifetimeValue.Tests;

// The log-density of a history by the published products, factor by factor in 31 digits: alive until T with less than k stages since t_x, or gone at t_x.
internal static class SlowLikelihood
{
    public static double Of(BetaGeometricModel model, PurchaseHistory history)
    {
        var (x, recency, age) = history;
        var (r, alpha, k, extra) = (model.R, model.Alpha, model.K, model.LeavesAtOnce ? 1 : 0);
        DoubleDouble logShared = 0, product = 1;

        // (r)_(k x)/Gamma(k)^x, and the chances passed up to the last purchase: (b)_n/(a + b)_n.
        for (var i = 0L; i < (long)k * x; i++)
        {
            Multiply((DoubleDouble)r + i);
        }

        for (var i = 0; i < x * (k - 1); i++)
        {
            Multiply((DoubleDouble)1 / (1 + (i % (k - 1))));
        }

        // To pass the chance after the last purchase too; who is gone did not, with a against b + n - 1.
        var chances = x + extra;
        for (var i = 0; i < chances; i++)
        {
            Multiply(((DoubleDouble)model.B + i) / ((DoubleDouble)model.A + model.B + i));
        }

        logShared += DoubleDouble.Log(product) + ((DoubleDouble)r * DoubleDouble.Log(alpha)) + ((k - 1) * (DoubleDouble)history.SumLogGaps);
        var shape = (DoubleDouble)r + ((double)k * x);
        DoubleDouble open = 1, weight = 1;
        var z = ((DoubleDouble)age - recency) / ((DoubleDouble)alpha + age);
        for (var j = 1; j < k; j++)
        {
            weight = weight * (shape + (j - 1)) / j * z;
            open += weight;
        }

        var alive = DoubleDouble.Log(open) - (shape * DoubleDouble.Log((DoubleDouble)alpha + age));
        if (chances == 0)
        {
            return (logShared + alive).High;
        }

        var gone = DoubleDouble.Log((DoubleDouble)model.A / ((DoubleDouble)model.B + (chances - 1))) - (shape * DoubleDouble.Log((DoubleDouble)alpha + recency));
        var (larger, smaller) = alive.High > gone.High ? (alive, gone) : (gone, alive);
        return (logShared + larger + DoubleDouble.Log((DoubleDouble)1 + DoubleDouble.Exp(smaller - larger))).High;

        void Multiply(DoubleDouble factor)
        {
            product *= factor;
            if (product.High is > 1e100 or < 1e-100)
            {
                logShared += DoubleDouble.Log(product);
                product = 1;
            }
        }
    }
}
