namespace CrmKit.LifetimeValue;

// The next gap of one customer: the laws of all regularities, weighted by what the customer's own gaps say of them.
internal sealed class GapMixture
{
    private readonly GapLaw[] _laws = new GapLaw[RegularityGrid.Count];
    private readonly double[] _scales = new double[RegularityGrid.Count];
    private readonly double[] _logWeights = new double[RegularityGrid.Count];

    public GapMixture(RhythmSegment segment, RhythmState state)
    {
        var most = double.NegativeInfinity;
        for (var j = 0; j < _laws.Length; j++)
        {
            var k = segment.RegularityAt(j);
            _laws[j] = new GapLaw(k, segment.R, state.Gaps);
            _scales[j] = state.GapDays + (segment.Alpha / k);
            _logWeights[j] = Math.Log(RegularityGrid.Weights[j]) + _laws[j].LogLikelihood(segment.Alpha, state.GapDays, state.SumLogGapDays);
            most = Math.Max(most, _logWeights[j]);
        }

        double sum = 0, rate = 0, logK = 0;
        for (var j = 0; j < _laws.Length; j++)
        {
            var weight = Math.Exp(_logWeights[j] - most);
            sum += weight;
            rate += weight * (_laws[j].Shape / _laws[j].K / _scales[j]);
            logK += weight * Math.Log(_laws[j].K);
        }

        for (var j = 0; j < _laws.Length; j++)
        {
            _logWeights[j] -= most + Math.Log(sum);
        }

        MeanGap = sum / rate;
        Regularity = Math.Exp(logK / sum);
    }

    public double MeanGap { get; }

    public double Regularity { get; }

    // ln of the chance that the gap exceeds t, 0 or more.
    public double LogSurvival(double t) => LogSurvival(t, out _);

    // The time d beyond t, as a logarithm, by which ln S has fallen by a given amount; null where no double holds it. Newton in ln d, inside a bracket.
    public double? LogTimeUntil(double t, double fall)
    {
        var target = LogSurvival(t) - fall;
        var (low, high) = (-60d, 700d);
        if (LogSurvival(t + Math.Exp(high)) > target)
        {
            return null;
        }

        var y = Math.Log(MeanGap);
        for (var step = 0; step < 200 && high - low > 1e-14 * Math.Max(1, Math.Abs(y)); step++)
        {
            var ahead = Math.Exp(y);
            var above = LogSurvival(t + ahead, out var hazardTimes) - target;
            (low, high) = above > 0 ? (y, high) : (low, y);
            var next = y + (above * (t + ahead) / (hazardTimes * ahead));
            if (Math.Abs(next - y) < 1e-13)
            {
                return next;
            }

            y = next > low && next < high ? next : low + ((high - low) / 2);
        }

        return y;
    }

    // Also t times the hazard at t.
    private double LogSurvival(double t, out double hazardTimes)
    {
        hazardTimes = 0;
        if (t <= 0)
        {
            return 0;
        }

        Span<double> survivals = stackalloc double[RegularityGrid.Count];
        Span<double> densities = stackalloc double[RegularityGrid.Count];
        var most = double.NegativeInfinity;
        for (var j = 0; j < survivals.Length; j++)
        {
            survivals[j] = _logWeights[j] + _laws[j].LogSurvival(_scales[j], t, out densities[j]);
            most = Math.Max(most, survivals[j]);
        }

        double sum = 0, density = 0;
        for (var j = 0; j < survivals.Length; j++)
        {
            sum += Math.Exp(survivals[j] - most);
            density += Math.Exp(_logWeights[j] + densities[j] - most);
        }

        hazardTimes = density / sum;
        return Math.Min(0, most + Math.Log(sum));
    }
}
