using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of a table under a model of the beta-geometric family, with its derivatives in ln r, ln alpha, ln a, ln b. d is 1 where a customer may
// leave right after the first purchase, else 0:
//
// ln L = sum_{i < k x} ln(r + i) - sum_{i < x + d} ln(1 + a/(b + i)) - k x ln alpha + ln(e^A + [x + d > 0] e^B) + (k - 1) sum ln(gap) - x ln Gamma(k)
//   A = -(r + k x) ln(1 + T/alpha) + ln H,  B = ln a - ln(b + x + d - 1) - (r + k x) ln(1 + t_x/alpha)
//
// The gamma quotients of FHL (2005, eq. 6) are finite sums; over all customers each i counts those that reach it, so that one pass over i does. H is the sum over
// the stages j < k that may be done since t_x (OpenStages). Of the last logarithm the gradient is wA gA + wB gB and the Hessian wA HA + wB HB + wA wB
// (gA - gB)(gA - gB)ᵀ, w the shares of e^A and e^B.
internal sealed class BetaGeometricLikelihood : ISmoothObjective
{
    private readonly RecencyFrequencyTable _data;
    private readonly FrequencySegments _rates;
    private readonly FrequencySegments _dropouts;
    private readonly RegularHistories? _regular;
    private readonly HistoryPieces _pieces;
    private readonly PoissonHistorySums[] _sums;
    private readonly int _maxThreads;
    private readonly int _k;
    private readonly int _extraChance;
    private readonly double _constant;

    public BetaGeometricLikelihood(RecencyFrequencyTable data, int k, bool leavesAtOnce, int maxThreads = 1)
    {
        (_data, _maxThreads) = (data, maxThreads);
        _k = k;
        _extraChance = leavesAtOnce ? 1 : 0;
        _rates = new FrequencySegments(data, k, 0);
        _dropouts = new FrequencySegments(data, 1, _extraChance);
        _regular = k == 1 ? null : new RegularHistories(data, k, _extraChance);
        _pieces = new HistoryPieces(k == 1 ? data.Columns.Groups : []);
        _sums = new PoissonHistorySums[_pieces.Count];
        var rows = new HistoryRows(data);
        (RepeatPurchases, TotalAge) = (rows.Purchases, rows.TotalAge);
        _constant = k == 1 ? 0 : ((k - 1) * data.SumLogGaps!.Value) - (RepeatPurchases * SpecialFunctions.LogGamma(k));
    }

    public double RepeatPurchases { get; }

    public double TotalAge { get; }

    public double MeanAge => TotalAge / _data.Customers;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha, a, b) = (Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
        var sum = new BetaGeometricDerivatives();
        sum.Value += _constant - (_k * RepeatPurchases * point[1]);
        sum.Gradient1 -= _k * RepeatPurchases;
        _rates.AddRates(ref sum, r);
        _dropouts.AddDropouts(ref sum, a, b);
        _regular?.AddTo(ref sum, r, alpha, a, b);
        AddPieces(ref sum, r, alpha, a, b);
        return sum.Store(gradient, hessian);
    }

    private void AddPieces(ref BetaGeometricDerivatives sum, double r, double alpha, double a, double b)
    {
        SharedWork.Run(_pieces.Shares, _maxThreads, share =>
        {
            var (first, end) = _pieces.Share(share);
            for (var piece = first; piece < end; piece++)
            {
                _sums[piece] = SumsOf(piece, r, alpha, a, b);
            }
        });
        for (var piece = 0; piece < _pieces.Count; piece++)
        {
            var x = _pieces[piece].X;
            var passed = Math.Max(0, x - (1 - _extraChance));
            var share = b / (b + passed);
            _sums[piece].AddTo(ref sum, r, r + x, share, share * (passed / (b + passed)));
        }
    }

    private PoissonHistorySums SumsOf(int piece, double r, double alpha, double a, double b)
    {
        var (x, from, to) = _pieces[piece];
        var columns = _data.Columns;
        var age = columns.AgeOf(from, to);
        var customers = columns.CustomersOf(from, to);
        return x + _extraChance == 0
            ? PoissonHistorySums.OfSurvivors(age, customers, alpha)
            : PoissonHistorySums.OfRepeaters(columns.RecencyOf(from, to), age, customers, r + x, alpha, Math.Log(a) - Math.Log(b + (x - (1 - _extraChance))));
    }
}
