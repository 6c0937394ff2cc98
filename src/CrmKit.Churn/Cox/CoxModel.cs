namespace CrmKit.Churn;

/// <summary>A Cox proportional hazards model: everyone's hazard is that of the stratum times exp(coefficients' covariates). Immutable and thread-safe.</summary>
/// <remarks>Cox (1972). Beyond the last time observed nothing is known; cumulative hazards keep their last value.</remarks>
public sealed class CoxModel
{
    private readonly CoxBaseline _baseline;

    internal CoxModel(ImmutableArray<Coefficient> coefficients, ImmutableArray<string> strata, CoxBaseline baseline) =>
        (Coefficients, Strata, _baseline) = (coefficients, strata, baseline);

    /// <summary>The coefficients, log hazard ratios for one unit of their column.</summary>
    public ImmutableArray<Coefficient> Coefficients { get; }

    /// <summary>The strata, which have a baseline each; empty where there is one baseline without a name.</summary>
    public ImmutableArray<string> Strata { get; }

    /// <summary>The sum of coefficient times covariate, less that at the mean of the first stratum, so that a level of 1e8 costs no digits.</summary>
    /// <param name="covariates">One for each coefficient, finite.</param>
    /// <exception cref="ArgumentException">The number of covariates is another.</exception>
    public double LinearPredictor(params ReadOnlySpan<double> covariates)
    {
        Check(covariates);
        return LogRisk(covariates, 0);
    }

    /// <summary><see cref="LinearPredictor"/> for many.</summary>
    /// <param name="covariates">The columns, in the order of the coefficients.</param>
    /// <param name="destination">Receives one number for each customer.</param>
    /// <exception cref="ArgumentException">The number of columns is another, or a length differs.</exception>
    public void LinearPredictors(IReadOnlyList<CovariateColumn> covariates, Span<double> destination)
    {
        Check(covariates, destination.Length);
        AddLogRisks(covariates, [], destination);
    }

    /// <summary>How well the model tells who leaves first, on the records it was fitted to or on others: Harrell's C of its linear predictors.</summary>
    /// <param name="records">What happened.</param>
    /// <param name="covariates">The columns, in the order of the coefficients.</param>
    /// <param name="strata">Only customers of one stratum are compared, which a model of strata asks for; <c>null</c>, all with all, unless told.</param>
    /// <param name="clusters">Records of one cluster, for example of one customer, are not independent, and the standard error counts clusters; <c>null</c>, each by itself, unless told.</param>
    /// <param name="maxThreads">Threads that share the work, 1 or more; all processors unless told.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">The number of columns is another, or a length differs.</exception>
    /// <exception cref="OperationCanceledException">The token ended the work.</exception>
    public Concordance ConcordanceOn(
        SurvivalRecords records,
        IReadOnlyList<CovariateColumn> covariates,
        GroupColumn? strata = null,
        GroupColumn? clusters = null,
        int? maxThreads = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var scores = new double[records.Count];
        LinearPredictors(covariates, scores);
        return Concordance.Of(records, scores, strata, default, clusters, maxThreads, cancellationToken);
    }

    /// <summary>How long a customer of given covariates stays, with limits.</summary>
    /// <param name="covariates">One for each coefficient, finite.</param>
    /// <param name="stratum">Position in <see cref="Strata"/>; 0, the only one, unless told.</param>
    /// <exception cref="ArgumentException">The number of covariates is another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stratum.</exception>
    public CoxCurve Curve(ReadOnlySpan<double> covariates, int stratum = 0)
    {
        Check(covariates);
        CheckStratum(stratum);
        var deviations = new double[_baseline.Kept.Length];
        for (var i = 0; i < deviations.Length; i++)
        {
            var k = _baseline.Kept[i];
            deviations[i] = (covariates[_baseline.Columns[k]] - _baseline.Centres[k][stratum]) * _baseline.InverseScales[k];
        }

        return new CoxCurve(_baseline, stratum, LogRisk(covariates, stratum), deviations);
    }

    /// <summary>The curve where all covariates are 0.</summary>
    /// <param name="stratum">Position in <see cref="Strata"/>; 0, the only one, unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stratum.</exception>
    public CoxCurve Baseline(int stratum = 0) => Curve(new double[Coefficients.Length], stratum);

    /// <summary>For each of many customers the chance of staying longer than a while from now, given how long they have stayed.</summary>
    /// <param name="covariates">The columns, in the order of the coefficients.</param>
    /// <param name="tenure">How long each has stayed, 0 or more.</param>
    /// <param name="horizon">The while, 0 or more.</param>
    /// <param name="destination">Receives one chance for each customer, 0 to 1.</param>
    /// <param name="strata">For each the position of its stratum in <see cref="Strata"/>; empty, the first, unless told.</param>
    /// <exception cref="ArgumentException">The number of columns is another, or a length differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or a tenure is negative or not a number, or there is no such stratum.</exception>
    public void ProbabilitiesOfStaying(IReadOnlyList<CovariateColumn> covariates, ReadOnlySpan<double> tenure, double horizon, Span<double> destination, ReadOnlySpan<int> strata = default)
    {
        LogChances(covariates, tenure, horizon, destination, strata);
        foreach (ref var value in destination)
        {
            value = Math.Exp(value);
        }
    }

    /// <summary>For each of many customers the chance of leaving within a while from now, given how long they have stayed; small chances keep their digits.</summary>
    /// <param name="covariates">The columns, in the order of the coefficients.</param>
    /// <param name="tenure">How long each has stayed, 0 or more.</param>
    /// <param name="horizon">The while, 0 or more.</param>
    /// <param name="destination">Receives one chance for each customer, 0 to 1.</param>
    /// <param name="strata">For each the position of its stratum in <see cref="Strata"/>; empty, the first, unless told.</param>
    /// <exception cref="ArgumentException">The number of columns is another, or a length differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or a tenure is negative or not a number, or there is no such stratum.</exception>
    public void ProbabilitiesOfLeaving(IReadOnlyList<CovariateColumn> covariates, ReadOnlySpan<double> tenure, double horizon, Span<double> destination, ReadOnlySpan<int> strata = default)
    {
        LogChances(covariates, tenure, horizon, destination, strata);
        foreach (ref var value in destination)
        {
            value = -CrmKit.Numerics.SpecialFunctions.Expm1(value);
        }
    }

    private void LogChances(IReadOnlyList<CovariateColumn> covariates, ReadOnlySpan<double> tenure, double horizon, Span<double> destination, ReadOnlySpan<int> strata)
    {
        Check(covariates, destination.Length);
        if (tenure.Length != destination.Length || (!strata.IsEmpty && strata.Length != destination.Length))
        {
            throw new ArgumentException("The columns must have one length, that of the destination.", nameof(tenure));
        }

        CoxCurve.CheckTime(horizon, nameof(horizon));
        foreach (var stratum in strata)
        {
            CheckStratum(stratum);
        }

        AddLogRisks(covariates, strata, destination);
        for (var i = 0; i < destination.Length; i++)
        {
            CoxCurve.CheckTime(tenure[i], nameof(tenure));
            var stratum = strata.IsEmpty ? 0 : strata[i];
            var hazard = _baseline.HazardAt(stratum, tenure[i] + horizon) - _baseline.HazardAt(stratum, tenure[i]);
            destination[i] = hazard > 0 ? -Math.Exp(destination[i] + Math.Log(hazard)) : 0;
        }
    }

    private double LogRisk(ReadOnlySpan<double> covariates, int stratum)
    {
        double sum = 0;
        for (var k = 0; k < _baseline.Columns.Length; k++)
        {
            var place = _baseline.Columns[k];
            sum += Part(Coefficients[place].Estimate, covariates[place], _baseline.Centres[k][stratum]);
        }

        return sum;
    }

    // The difference of two of the largest numbers is none; that of their halves is.
    private static double Part(double estimate, double value, double centre)
    {
        var difference = value - centre;
        return double.IsFinite(difference) ? estimate * difference : 2 * estimate * ((value / 2) - (centre / 2));
    }

    // The log-risks relative to the mean of each one's stratum; of the first where no strata are given.
    private void AddLogRisks(IReadOnlyList<CovariateColumn> covariates, ReadOnlySpan<int> strata, Span<double> destination)
    {
        destination.Clear();
        for (var k = 0; k < _baseline.Columns.Length; k++)
        {
            var place = _baseline.Columns[k];
            var values = covariates[place].Values.AsSpan();
            var centres = _baseline.Centres[k];
            var estimate = Coefficients[place].Estimate;
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] += Part(estimate, values[i], centres[strata.IsEmpty ? 0 : strata[i]]);
            }
        }
    }

    private void Check(ReadOnlySpan<double> covariates)
    {
        if (covariates.Length != Coefficients.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {Coefficients.Length} covariates; {covariates.Length} were given."), nameof(covariates));
        }
    }

    private void Check(IReadOnlyList<CovariateColumn> covariates, int rows)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        if (covariates.Count != Coefficients.Length || covariates.Any(column => column.Values.Length != rows))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Coefficients.Length} columns of {rows} values are needed."), nameof(covariates));
        }
    }

    private void CheckStratum(int stratum)
    {
        if ((uint)stratum >= (uint)_baseline.LastTimes.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(stratum), stratum, string.Create(CultureInfo.InvariantCulture, $"A stratum is 0 to {_baseline.LastTimes.Length - 1}."));
        }
    }
}
