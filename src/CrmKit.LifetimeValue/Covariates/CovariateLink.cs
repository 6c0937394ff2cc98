namespace CrmKit.LifetimeValue;

// The parameters of a model as functions of covariates: logarithms at the centre, and what the covariates add to some of them.
internal sealed record CovariateLink(
    ImmutableArray<string> Names,
    ImmutableArray<double> LogarithmsAtCentre,
    ImmutableArray<CovariateShift> Shifts,
    CovariateCoefficients Purchase,
    CovariateCoefficients Dropout)
{
    // Beyond it a parameter would leave the range of a double.
    private const double Farthest = 690;

    // The model's own parameters where all covariates are 0, then the coefficients.
    public ImmutableArray<ModelParameter> Parameters
    {
        get
        {
            var logarithms = LogarithmsAtCentre.ToArray();
            Shift(logarithms, -Purchase.EffectOfCentres(), -Dropout.EffectOfCentres());
            return
            [
                .. Names.Select((name, i) => new ModelParameter(name, Natural(logarithms[i]))),
                .. Purchase.Names.Select((name, j) => new ModelParameter(name, Purchase.Values[j])),
                .. Dropout.Names.Select((name, j) => new ModelParameter(name, Dropout.Values[j])),
            ];
        }
    }

    public double[] ParametersFor(ReadOnlySpan<double> purchaseCovariates, ReadOnlySpan<double> dropoutCovariates)
    {
        var logarithms = LogarithmsAtCentre.ToArray();
        Shift(logarithms, Purchase.Effect(purchaseCovariates), Dropout.Effect(dropoutCovariates));
        return [.. logarithms.Select(Natural)];
    }

    private static double Natural(double logarithm) => Math.Exp(Math.Clamp(logarithm, -Farthest, Farthest));

    private void Shift(double[] logarithms, double purchase, double dropout)
    {
        foreach (var shift in Shifts)
        {
            logarithms[shift.Parameter] += shift.Sign * (shift.Process == CovariateProcess.Purchase ? purchase : dropout);
        }
    }
}
