using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>How long customers of one kind stay, by an accelerated failure time model: ln time = location + scale times a variable of the family. Immutable and thread-safe.</summary>
public readonly record struct AftLifetime : IResidualMean
{
    // Closed forms hold within these; outside the integral is taken.
    private const double LargestExponent = 500;
    private const double SmallestScale = 0.05;

    /// <summary>Creates a lifetime.</summary>
    /// <param name="family">The family.</param>
    /// <param name="location">Location of ln time, finite.</param>
    /// <param name="scale">Scale of ln time, above 0 and finite; 1 where the family is exponential.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public AftLifetime(AftFamily family, double location, double scale)
    {
        Family = Enum.IsDefined(family) ? family : throw new ArgumentOutOfRangeException(nameof(family), family, "The family is Exponential, Weibull, LogNormal or LogLogistic.");
        Location = double.IsFinite(location) ? location : throw new ArgumentOutOfRangeException(nameof(location), location, "The location is finite.");
        Scale = scale > 0 && double.IsFinite(scale) && (family != AftFamily.Exponential || scale == 1)
            ? scale
            : throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is above 0 and finite, and 1 in the exponential family.");
    }

    /// <summary>The family.</summary>
    public AftFamily Family { get; }

    /// <summary>Location of ln time.</summary>
    public double Location { get; }

    /// <summary>Scale of ln time.</summary>
    public double Scale { get; }

    /// <summary>Infinity: the model has a formula for every time.</summary>
    public double LastTime => double.PositiveInfinity;

    /// <inheritdoc/>
    public double LogSurvival(double time) => AftLaw.LogSurvival(Family, At(time));

    /// <summary>The chance of staying longer than a time.</summary>
    /// <param name="time">t, 0 or more.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public double Survival(double time) => Math.Exp(LogSurvival(time));

    /// <summary>How many of those who are still there leave in a unit of time.</summary>
    /// <param name="time">t, above 0 and finite.</param>
    /// <returns>0 or more, per unit of time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    public double Hazard(double time) => time > 0 && double.IsFinite(time)
        ? AftLaw.Hazard(Family, At(time)) / Scale / time
        : throw new ArgumentOutOfRangeException(nameof(time), time, "The time of a hazard is above 0 and finite.");

    /// <summary>The time by which a share has left.</summary>
    /// <param name="probability">The share, between 0 and 1.</param>
    /// <returns>Above 0, or infinity and 0 where the time is no number any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public double Quantile(double probability) => Math.Exp(Location + (Scale * AftLaw.Quantile(Family, Share(probability))));

    /// <summary>The chance that a customer who has stayed for a time stays for a further one.</summary>
    /// <param name="tenure">Time stayed so far, 0 or more and finite.</param>
    /// <param name="horizon">Further time, 0 or more.</param>
    /// <returns>S(tenure + horizon)/S(tenure), 0 to 1, without the underflow of the two.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of range.</exception>
    public double ProbabilityOfStaying(double tenure, double horizon) => Math.Exp(-Loss(tenure, horizon));

    /// <summary>The chance that a customer who has stayed for a time leaves within a further one.</summary>
    /// <param name="tenure">Time stayed so far, 0 or more and finite.</param>
    /// <param name="horizon">Further time, 0 or more.</param>
    /// <returns>0 to 1, right however small.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of range.</exception>
    public double ProbabilityOfLeaving(double tenure, double horizon) => -SpecialFunctions.Expm1(-Loss(tenure, horizon));

    /// <summary>The further time within which a share of the customers leaves who have stayed for a time.</summary>
    /// <param name="tenure">Time stayed so far, 0 or more and finite.</param>
    /// <param name="probability">The share, between 0 and 1.</param>
    /// <returns>Above 0; infinity where the time is no number any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public double RemainingQuantile(double tenure, double probability)
    {
        var z = At(tenure);
        if (tenure == 0)
        {
            return Quantile(probability);
        }

        // So far out on the left nobody has left to rounding.
        var step = z < -100
            ? Math.Max(0, AftLaw.Quantile(Family, Share(probability)) - z)
            : AftLaw.StepOf(Family, z, -SpecialFunctions.Log1p(-Share(probability)));
        return Scale * step < 40 ? tenure * SpecialFunctions.Expm1(Scale * step) : Math.Exp(Location + (Scale * (z + step)));
    }

    /// <summary>The mean further time that a customer stays who has stayed for a time.</summary>
    /// <param name="tenure">Time stayed so far, 0 or more and finite.</param>
    /// <returns>The time, to some 1e-10; infinite where the mean diverges, which the log-logistic one does from a scale of 1 on, or exceeds what a number can hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tenure is out of range.</exception>
    public Lifetime ResidualMean(double tenure)
    {
        var z = At(tenure);
        if (Family == AftFamily.LogLogistic && Scale >= 1)
        {
            return Lifetime.Infinite;
        }

        var mean = Family switch
        {
            AftFamily.LogNormal => NormalMean(tenure, z),
            AftFamily.LogLogistic => LogisticMean(z),
            _ => WeibullMean(tenure, z),
        };
        mean = double.IsNaN(mean) ? Integral(tenure, 1) : mean;
        return double.IsFinite(mean) ? Lifetime.Finite(mean) : Lifetime.Infinite;
    }

    /// <inheritdoc/>
    public Lifetime ResidualMean(double age, double hazardRatio)
    {
        if (!(hazardRatio >= 0 && double.IsFinite(hazardRatio)))
        {
            throw new ArgumentOutOfRangeException(nameof(hazardRatio), hazardRatio, "A hazard ratio is 0 or more and finite.");
        }

        if (hazardRatio == 1)
        {
            return ResidualMean(age);
        }

        _ = At(age);
        if (hazardRatio == 0 || (Family == AftFamily.LogLogistic && Scale >= hazardRatio))
        {
            return Lifetime.Infinite;
        }

        if (Family is AftFamily.LogNormal or AftFamily.LogLogistic)
        {
            var mean = Integral(age, hazardRatio);
            return double.IsFinite(mean) ? Lifetime.Finite(mean) : Lifetime.Infinite;
        }

        // r e^z = e^(z + ln r): a Weibull lifetime of another location.
        var location = Location - (Scale * Math.Log(hazardRatio));
        return double.IsFinite(location) ? new AftLifetime(Family, location, Scale).ResidualMean(age)
            : location < 0 ? Lifetime.Finite(0)
            : Lifetime.Infinite;
    }

    // e^location Gamma(1 + scale) Q(scale, x) e^x with x = e^z.
    private double WeibullMean(double tenure, double z)
    {
        if (Scale == 1)
        {
            return Math.Exp(Location);
        }

        var x = Math.Exp(z);
        return x == 0 ? Math.Exp(Location + SpecialFunctions.LogGamma(1 + Scale)) - tenure
            : x < LargestExponent && Scale > SmallestScale
                ? Math.Exp(Location + SpecialFunctions.LogGamma(1 + Scale) + x + Math.Log(SpecialFunctions.GammaQ(Scale, x)))
                : double.NaN;
    }

    // time (M(z - scale)/M(z) - 1) with Mills' ratio M, where that does not cancel.
    private double NormalMean(double tenure, double z)
    {
        if (tenure == 0)
        {
            return Math.Exp(Location + (Scale * Scale / 2));
        }

        if (z is < -30 or > 300 || Scale < SmallestScale || z - Scale < -30)
        {
            return double.NaN;
        }

        var mean = tenure * ((NormalLaw.Mills(z - Scale) / NormalLaw.Mills(z)) - 1);
        return mean > 1e-4 * tenure ? mean : double.NaN;
    }

    // e^location scale B(1 - scale, scale) I_S(1 - scale, scale)/S, by logarithms since S may be no number any more.
    private double LogisticMean(double z)
    {
        if (Scale is < SmallestScale or > 0.999)
        {
            return double.NaN;
        }

        var logS = AftLaw.LogSurvival(Family, z);
        var survival = Math.Exp(logS);
        return survival > 1e-290
            ? Math.Exp(Location + new IncompleteBeta(1 - Scale, Scale).LogP(survival, SpecialFunctions.Logistic(z), out _) - logS) * Math.PI * Scale / Math.Sin(Math.PI * Scale)
            : double.NaN;
    }

    // The integral of (S(tenure + s)/S(tenure))^r over s, in ln s: from where the power is 1 to rounding, whose part is known.
    private double Integral(double tenure, double ratio)
    {
        var lifetime = this;
        var half = TimeOfLoss(tenure, Math.Log(2) / ratio);
        if (!double.IsFinite(half) || half == 0)
        {
            return half == 0 ? 0 : double.PositiveInfinity;
        }

        var start = Math.Log(TimeOfLoss(tenure, 1e-3 / ratio)) - 32;
        return Math.Exp(start) + TailIntegral.Of(u => u - (ratio * lifetime.LossAfter(tenure, u)), start, 1);
    }

    // The further time after which ln S has fallen by a loss.
    private double TimeOfLoss(double tenure, double loss)
    {
        var z = At(tenure);
        var step = z < -100 ? Math.Max(0, AtLoss(loss) - z) : AftLaw.StepOf(Family, z, loss);
        return tenure == 0 ? Math.Exp(Location + (Scale * AtLoss(loss)))
            : Scale * step < 40 ? tenure * SpecialFunctions.Expm1(Scale * step)
            : Math.Exp(Location + (Scale * (z + step)));
    }

    // z at which -ln S is a loss: from the middle on where the share that has left is 1 to rounding.
    private double AtLoss(double loss) => loss < 1
        ? AftLaw.Quantile(Family, -SpecialFunctions.Expm1(-loss))
        : AftLaw.StepOf(Family, 0, loss + AftLaw.LogSurvival(Family, 0));

    private double LossAfter(double tenure, double logFurther)
    {
        var further = Math.Exp(logFurther);
        return tenure > 0 && double.IsFinite(further) ? Loss(tenure, further) : -AftLaw.LogSurvival(Family, (logFurther - Location) / Scale);
    }

    private double Loss(double tenure, double horizon)
    {
        if (!(horizon >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is 0 or more.");
        }

        var z = At(tenure);
        return tenure == 0 ? -LogSurvival(horizon) : AftLaw.Loss(Family, z, SpecialFunctions.Log1p(horizon / tenure) / Scale);
    }

    private double At(double time) => time >= 0 ? (Math.Log(time) - Location) / Scale : throw new ArgumentOutOfRangeException(nameof(time), time, "A time is 0 or more.");

    private static double Share(double probability) => probability > 0 && probability < 1
        ? probability
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is between 0 and 1.");
}
