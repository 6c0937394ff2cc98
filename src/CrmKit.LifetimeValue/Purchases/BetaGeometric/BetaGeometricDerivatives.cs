using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// A sum of log-likelihood terms with derivatives in (ln r, ln alpha, ln a, ln b), indices 0 to 3; the Hessian's upper triangle.
internal struct BetaGeometricDerivatives
{
    public double Value;
    public double Gradient0;
    public double Gradient1;
    public double Gradient2;
    public double Gradient3;
    public double Hessian00;
    public double Hessian01;
    public double Hessian02;
    public double Hessian03;
    public double Hessian11;
    public double Hessian12;
    public double Hessian13;
    public double Hessian22;
    public double Hessian23;
    public double Hessian33;

    // -r ln(1 + T/alpha) + ln H: the customer who never came back and had no chance to leave.
    public void AddSurvivor(double count, double r, (double Log, double Past) age, OpenStagesTerm open)
    {
        var slope = r * age.Past;
        var logNone = r * age.Log;
        Value += count * (open.Log - logNone);
        Gradient0 += count * (open.Gradient0 - logNone);
        Gradient1 += count * (open.Gradient1 + slope);
        Hessian00 += count * (open.Hessian00 - logNone);
        Hessian01 += count * (open.Hessian01 + slope);
        Hessian11 += count * (open.Hessian11 - (slope * (1 - age.Past)));
    }

    // ln(e^A + e^B) with A = -shape ln(1 + T/alpha) + ln H, B = logHazard - shape ln(1 + t_x/alpha). share = b/(b + x + d - 1) and its derivative in ln b.
    public void AddRepeater(
        double count,
        double r,
        double shape,
        (double Log, double Past) age,
        (double Log, double Past) recency,
        OpenStagesTerm open,
        double logHazard,
        double share,
        double shareSlope)
    {
        // One exponential gives both shares and the logarithm of the sum, which is written from its larger term.
        var logOdds = logHazard + (shape * (age.Log - recency.Log)) - open.Log;
        var small = Math.Exp(-Math.Abs(logOdds));
        var minor = small / (1 + small);
        var (alive, dead) = logOdds > 0 ? (minor, 1 - minor) : (1 - minor, minor);
        var both = alive * dead;
        Value += count * ((logOdds > 0 ? logHazard - (shape * recency.Log) : open.Log - (shape * age.Log)) + SpecialFunctions.Log1p(small));

        var meanLog = (alive * age.Log) + (dead * recency.Log);
        var meanPast = (alive * age.Past) + (dead * recency.Past);
        Gradient0 += count * ((alive * open.Gradient0) - (r * meanLog));
        Gradient1 += count * ((alive * open.Gradient1) + (shape * meanPast));
        Gradient2 += count * dead;
        Gradient3 -= count * dead * share;

        // gA - gB
        var d0 = open.Gradient0 - (r * (age.Log - recency.Log));
        var d1 = open.Gradient1 + (shape * (age.Past - recency.Past));
        var d3 = share;
        Hessian00 += count * ((alive * open.Hessian00) - (r * meanLog) + (both * d0 * d0));
        Hessian01 += count * ((alive * open.Hessian01) + (r * meanPast) + (both * d0 * d1));
        Hessian02 -= count * both * d0;
        Hessian03 += count * both * d0 * d3;
        var curve = (alive * age.Past * (1 - age.Past)) + (dead * recency.Past * (1 - recency.Past));
        Hessian11 += count * ((alive * open.Hessian11) - (shape * curve) + (both * d1 * d1));
        Hessian12 -= count * both * d1;
        Hessian13 += count * both * d1 * d3;
        Hessian22 += count * both;
        Hessian23 -= count * both * d3;
        Hessian33 += count * ((-dead * shareSlope) + (both * d3 * d3));
    }

    public readonly double Store(Span<double> gradient, Span<double> hessian)
    {
        ReadOnlySpan<double> first = [Gradient0, Gradient1, Gradient2, Gradient3];
        first.CopyTo(gradient);
        ReadOnlySpan<double> second =
        [
            Hessian00, Hessian01, Hessian02, Hessian03,
            Hessian01, Hessian11, Hessian12, Hessian13,
            Hessian02, Hessian12, Hessian22, Hessian23,
            Hessian03, Hessian13, Hessian23, Hessian33,
        ];
        second.CopyTo(hessian);
        return Value;
    }
}
