namespace CrmKit.Churn;

// The hazards of a fitted model by stratum, relative to the mean of each stratum, and what their errors rest on.
internal sealed record CoxBaseline
{
    private readonly ImmutableArray<double>[] _timesOf = [];

    // Event times of all strata; those of stratum s are at Starts[s] to Starts[s + 1].
    public required double[] Times { get; init; }

    public required int[] Starts { get; init; }

    // Until when each stratum was observed.
    public required double[] LastTimes
    {
        get;
        init => (field, _timesOf) = (value, new ImmutableArray<double>[value.Length]);
    }

    // Cumulative, as CoxReport has them.
    public required double[] Hazards { get; init; }

    public required double[] Variances { get; init; }

    public required double[] MeanHazards { get; init; }

    // For the columns that have a coefficient other than 0: their places among all, means by stratum, scales, and which of them the covariance covers.
    public required int[] Columns { get; init; }

    public required double[][] Centres { get; init; }

    public required double[] InverseScales { get; init; }

    public required int[] Kept { get; init; }

    public required double[] Covariance { get; init; }

    // A copy for each stratum asked for, made once.
    public ImmutableArray<double> TimesOf(int stratum)
    {
        if (_timesOf[stratum].IsDefault)
        {
            _timesOf[stratum] = ImmutableArray.Create(Times, Starts[stratum], Starts[stratum + 1] - Starts[stratum]);
        }

        return _timesOf[stratum];
    }

    // The step at a time: the last event time not after it, below the stratum's first where there is none.
    public int StepAt(int stratum, double time)
    {
        var place = Times.AsSpan(Starts[stratum], Starts[stratum + 1] - Starts[stratum]).BinarySearch(time);
        return Starts[stratum] + (place < 0 ? ~place - 1 : place);
    }

    public double HazardAt(int stratum, double time)
    {
        var step = StepAt(stratum, time);
        return step < Starts[stratum] ? 0 : Hazards[step];
    }
}
