namespace CrmKit.Churn;

// Who was at risk, left or was last seen at each time of one group, in rising order of time. Records of weight 0 are nobody.
internal sealed class RiskTable(int steps)
{
    public static RiskTable Empty { get; } = new(0);

    public double[] Times { get; } = new double[steps];

    // Weight at risk: entry < time <= the record's time.
    public double[] AtRisk { get; } = new double[steps];

    // Weight at risk less the events: summed for itself, since the difference of two near sums would keep few digits. Exactly 0 when nobody is left.
    public double[] Staying { get; } = new double[steps];

    public double[] Events { get; } = new double[steps];

    public double[] Censored { get; } = new double[steps];

    public int[] EventRecords { get; } = new int[steps];
}
