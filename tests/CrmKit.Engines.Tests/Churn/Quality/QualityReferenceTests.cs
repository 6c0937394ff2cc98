namespace CrmKit.Churn.Tests;

public sealed class QualityReferenceTests
{
    private static readonly ReferenceTable Calibration = ReferenceTable.Read("churn/calibration.csv");
    private static readonly ReferenceTable Bins = ReferenceTable.Read("churn/calibration_bins.csv");
    private static readonly ReferenceTable CalibrationData = ReferenceTable.Read("churn/calibration_data.csv");
    private static readonly ReferenceTable Censored = ReferenceTable.Read("churn/censored.csv");
    private static readonly ReferenceTable CensoredData = ReferenceTable.Read("churn/censored_data.csv");

    public static TheoryData<string> CalibrationCases => [.. Calibration.Rows.Select(row => row[0]).Distinct()];

    public static TheoryData<string> CensoredCases => [.. Censored.Rows.Select(row => row[0]).Distinct()];

    [Theory]
    [MemberData(nameof(CalibrationCases))]
    public void Prediction_quality_of_the_reference_is_met(string name)
    {
        string[][] rows = [.. CalibrationData.Rows.Where(row => row[0] == name)];
        var quality = PredictionQuality.Of(
            rows.Select(row => CalibrationData.Number(row, "predicted")).ToArray(),
            rows.Select(row => CalibrationData.Count(row, "observed") == 1).ToArray());

        foreach (var row in Calibration.Rows.Where(row => row[0] == name))
        {
            var (actual, tolerance) = row[1] switch
            {
                "rows" => (quality.Count, 0),
                "brier" => (quality.Brier, 1e-12),
                "log_loss" => (quality.LogLoss, 1e-12),
                "auc" => (quality.Auc!.Value, 1e-12),
                "ece_10_equal_count" => (quality.ExpectedCalibrationError, 1e-12),
                "mce_10_equal_count" => (quality.MaximumCalibrationError, 1e-12),
                "mean_predicted" => (quality.MeanPredicted, 1e-12),
                "mean_observed" => (quality.MeanObserved, 1e-12),
                "brier_skill" => (quality.BrierSkill!.Value, 1e-12),
                "top_decile_lift" => (quality.TopDecileLift!.Value, 1e-12),
                "calibration_slope" => (quality.CalibrationSlope!.Value, 1e-9),
                "calibration_intercept" => (quality.CalibrationIntercept!.Value, 1e-9),
                _ => throw new InvalidDataException(row[1]),
            };

            // An intercept of 1e-7 is known to the precision of its standard error, which is 0.05.
            var expected = Calibration.Number(row, "value");
            if (row[1] == "calibration_intercept")
            {
                Assert.Equal(expected, actual, 1e-10);
            }
            else
            {
                Relative.Equal(expected, actual, tolerance);
            }
        }

        string[][] bins = [.. Bins.Rows.Where(row => row[0] == name)];
        Assert.Equal(bins.Length, quality.Bins.Length);
        foreach (var (row, bin) in bins.Zip(quality.Bins))
        {
            Assert.Equal((Bins.Count(row, "bin"), Bins.Count(row, "rows")), (bin.Number, bin.Rows));
            Relative.Equal(Bins.Number(row, "mean_predicted"), bin.MeanPredicted, 1e-12);
            Relative.Equal(Bins.Number(row, "mean_observed"), bin.MeanObserved, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(CensoredCases))]
    public void Censored_quality_of_the_reference_is_met(string name)
    {
        string[][] rows = [.. CensoredData.Rows.Where(row => row[0] == name)];
        var records = new SurvivalRecords(
            rows.Select(row => CensoredData.Number(row, "time")).ToArray(), rows.Select(row => CensoredData.Count(row, "event") == 1).ToArray());
        var quality = new CensoredQuality(records);
        double[] risk = [.. rows.Select(row => CensoredData.Number(row, "risk_score"))];
        var survival = rows.SelectMany((row, i) => CensoredData.Text(row, "survival_predicted").Split(';').Select(pair => (Row: i, Pair: pair.Split(':'))))
            .GroupBy(entry => double.Parse(entry.Pair[0], CultureInfo.InvariantCulture))
            .ToDictionary(group => group.Key, group => group.OrderBy(entry => entry.Row).Select(entry => double.Parse(entry.Pair[1], CultureInfo.InvariantCulture)).ToArray());
        var horizons = survival.Keys.Order().ToArray();

        foreach (var row in Censored.Rows.Where(row => row[0] == name && row[1] != "harrell_c"))
        {
            var horizon = double.TryParse(Censored.Text(row, "time"), CultureInfo.InvariantCulture, out var time) ? time : 0;
            var actual = row[1] switch
            {
                "brier_ipcw" => quality.Brier(horizon, survival[horizon]),
                "brier_ipcw_g_at_t" => quality.Brier(horizon, survival[horizon], BrierWeighting.AtLeaving),
                "auc_cumulative_dynamic" => quality.Auc(horizon, risk),
                "integrated_brier_trapezoid" => quality.IntegratedBrier(horizons, [.. horizons.Select(t => new ReadOnlyMemory<double>(survival[t]))]),
                "uno_c" => quality.UnoConcordance(risk, horizon),
                _ => throw new InvalidDataException(row[1]),
            };
            Assert.Equal(ScoreStatus.Estimated, actual.Status);
            Relative.Equal(Censored.Number(row, "value"), actual.Value!.Value, 1e-10);
        }
    }
}
