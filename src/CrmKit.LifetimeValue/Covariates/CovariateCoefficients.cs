namespace CrmKit.LifetimeValue;

// The coefficients of one process, in the units of the covariates, around the centres that the fit chose.
internal sealed record CovariateCoefficients(ImmutableArray<string> Names, ImmutableArray<double> Centres, ImmutableArray<double> Values)
{
    private const double Farthest = 1e5;

    // sum of coefficient (z - centre): what a customer differs by from one at the centres.
    public double Effect(ReadOnlySpan<double> covariates)
    {
        double sum = 0;
        for (var j = 0; j < covariates.Length; j++)
        {
            sum += Values[j] == 0 ? 0 : Math.Clamp(Values[j] * (covariates[j] - Centres[j]), -Farthest, Farthest);
        }

        return sum;
    }

    public double EffectOfCentres()
    {
        double sum = 0;
        for (var j = 0; j < Names.Length; j++)
        {
            sum += Math.Clamp(Values[j] * Centres[j], -Farthest, Farthest);
        }

        return sum;
    }

    public void Check(ReadOnlySpan<double> covariates, string name)
    {
        if (covariates.Length != Names.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Names.Length} covariates; {covariates.Length} were given."), name);
        }

        foreach (var value in covariates)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(name, value, "A covariate must be finite.");
            }
        }
    }
}
