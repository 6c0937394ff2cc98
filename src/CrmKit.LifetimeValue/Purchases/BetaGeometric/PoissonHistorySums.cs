using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// What rows of one x add to the log-likelihood where gaps are exponential (k = 1): sums over the customers of the terms of BetaGeometricDerivatives.AddRepeater
// without the factors that are the same for all of them. Four rows at a time.
internal struct PoissonHistorySums
{
    private Vector256<double> _value;
    private Vector256<double> _log;
    private Vector256<double> _past;
    private Vector256<double> _curve;
    private Vector256<double> _dead;
    private Vector256<double> _both;
    private Vector256<double> _bothLog;
    private Vector256<double> _bothPast;
    private Vector256<double> _bothLogLog;
    private Vector256<double> _bothLogPast;
    private Vector256<double> _bothPastPast;

    // Rows of customers who can have left.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PoissonHistorySums OfRepeaters(
        ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<long> customers, double shape, double alpha, double logHazard)
    {
        var sums = new PoissonHistorySums();
        var (s, scale, hazard) = (Vector256.Create(shape), Vector256.Create(alpha), Vector256.Create(logHazard));
        var over = Vector256.Create(1 / alpha);
        var i = 0;
        for (; i <= age.Length - 4; i += 4)
        {
            sums.Add(Vector256.Create(recency[i..]), Vector256.Create(age[i..]), Vector256.ConvertToDouble(Vector256.Create(customers[i..])), s, scale, over, hazard);
        }

        if (i < age.Length)
        {
            sums.Add(FourRows.Rest(recency[i..]), FourRows.Rest(age[i..]), Vector256.ConvertToDouble(FourRows.Rest(customers[i..])), s, scale, over, hazard);
        }

        return sums;
    }

    // Rows of customers who had no chance to leave: nobody is dead, and all that counts is T.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PoissonHistorySums OfSurvivors(ReadOnlySpan<double> age, ReadOnlySpan<long> customers, double alpha)
    {
        var sums = new PoissonHistorySums();
        var (scale, over) = (Vector256.Create(alpha), Vector256.Create(1 / alpha));
        var i = 0;
        for (; i <= age.Length - 4; i += 4)
        {
            sums.Add(Vector256.Create(age[i..]), Vector256.ConvertToDouble(Vector256.Create(customers[i..])), scale, over);
        }

        if (i < age.Length)
        {
            sums.Add(FourRows.Rest(age[i..]), Vector256.ConvertToDouble(FourRows.Rest(customers[i..])), scale, over);
        }

        return sums;
    }

    // logHazard belongs to the sum already; share = b/(b + x + d - 1) and its derivative in ln b are those of the x.
    public readonly void AddTo(ref BetaGeometricDerivatives to, double r, double shape, double share, double shareSlope)
    {
        var (log, past, dead) = (Vector256.Sum(_log), Vector256.Sum(_past), Vector256.Sum(_dead));
        var (both, bothLog, bothPast) = (Vector256.Sum(_both), Vector256.Sum(_bothLog), Vector256.Sum(_bothPast));
        to.Value += Vector256.Sum(_value) - (shape * log);
        to.Gradient0 -= r * log;
        to.Gradient1 += shape * past;
        to.Gradient2 += dead;
        to.Gradient3 -= dead * share;
        to.Hessian00 += (r * r * Vector256.Sum(_bothLogLog)) - (r * log);
        to.Hessian01 += (r * past) - (r * shape * Vector256.Sum(_bothLogPast));
        to.Hessian02 += r * bothLog;
        to.Hessian03 -= r * share * bothLog;
        to.Hessian11 += (shape * shape * Vector256.Sum(_bothPastPast)) - (shape * Vector256.Sum(_curve));
        to.Hessian12 -= shape * bothPast;
        to.Hessian13 += shape * share * bothPast;
        to.Hessian22 += both;
        to.Hessian23 -= share * both;
        to.Hessian33 += (share * share * both) - (dead * shareSlope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(
        Vector256<double> recency,
        Vector256<double> age,
        Vector256<double> count,
        Vector256<double> shape,
        Vector256<double> alpha,
        Vector256<double> overAlpha,
        Vector256<double> logHazard)
    {
        var one = Vector256<double>.One;
        var (ageLog, recencyLog) = (VectorFunctions.Log1p(age * overAlpha), VectorFunctions.Log1p(recency * overAlpha));
        var (agePast, recencyPast) = (age / (alpha + age), recency / (alpha + recency));
        var (log, past) = (ageLog - recencyLog, agePast - recencyPast);
        var logOdds = logHazard + (shape * log);
        var isDead = Vector256.GreaterThan(logOdds, Vector256<double>.Zero);
        var small = Vector256.Exp(-Vector256.Abs(logOdds));
        var minor = small / (one + small);
        var dead = Vector256.ConditionalSelect(isDead, one - minor, minor);
        var alive = Vector256.ConditionalSelect(isDead, minor, one - minor);
        var both = count * alive * dead;

        // The larger of -shape ln(1 + T/alpha) and logHazard - shape ln(1 + t_x/alpha) comes in by its distance from the mean of the two, which is summed alone.
        var ahead = Vector256.ConditionalSelect(isDead, logHazard + (shape * (alive * log)), -(shape * (dead * log)));
        _value += count * (ahead + VectorFunctions.Log1p(small));
        _log += count * ((alive * ageLog) + (dead * recencyLog));
        _past += count * ((alive * agePast) + (dead * recencyPast));
        _curve += count * ((alive * agePast * (one - agePast)) + (dead * recencyPast * (one - recencyPast)));
        _dead += count * dead;
        _both += both;
        var (bothLog, bothPast) = (both * log, both * past);
        _bothLog += bothLog;
        _bothPast += bothPast;
        _bothLogLog += bothLog * log;
        _bothLogPast += bothLog * past;
        _bothPastPast += bothPast * past;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Vector256<double> age, Vector256<double> count, Vector256<double> alpha, Vector256<double> overAlpha)
    {
        var past = age / (alpha + age);
        _log += count * VectorFunctions.Log1p(age * overAlpha);
        _past += count * past;
        _curve += count * past * (Vector256<double>.One - past);
    }
}
