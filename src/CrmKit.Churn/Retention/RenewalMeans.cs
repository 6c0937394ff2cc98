namespace CrmKit.Churn;

// Residual means of many customers: those of one renewal and hazard ratio differ only by what is left of the current period.
internal sealed class RenewalMeans(RetentionModel model)
{
    private readonly Dictionary<(double Renewals, double Ratio), Lifetime> _ahead = [];

    public Lifetime Of(double age, double ratio)
    {
        var renewals = Math.Floor(age);
        if (!_ahead.TryGetValue((renewals, ratio), out var ahead))
        {
            ahead = model.Ahead(renewals, ratio);
            _ahead.Add((renewals, ratio), ahead);
        }

        return RetentionModel.WithCurrentPeriod(age, ahead);
    }
}
