namespace CrmKit.Churn.Tests;

public class AftReferenceTests
{
    public static TheoryData<string> Cases(string file) => [.. Table(file).Rows.Select(row => row[0]).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases), "churn/aft.csv")]
    public void Fit_agrees_with_its_reference(string name)
    {
        var fit = AftCase.Named(name).Fit();

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
        AssertRows("churn/aft.csv", name, fit, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Cases), "churn/aft_truncated.csv")]
    public void Fit_with_delayed_entry_agrees_with_its_reference(string name)
    {
        var fit = AftCase.Of(AftCase.FamilyOf(name), "synthetic_a", "entry", string.Empty, "x1 x2 x3").Fit();

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        AssertRows("churn/aft_truncated.csv", name, fit, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases), "churn/aft_predict.csv")]
    public void Quantiles_agree_with_their_reference(string name)
    {
        var data = AftCase.Named(name);
        var model = data.Fit().Model;
        var table = Table("churn/aft_predict.csv");
        int[] kept = [.. Enumerable.Range(0, data.Records.Count).Where(i => data.Records.Time.Span[i] > 0)];
        foreach (var row in table.Rows.Where(row => row[0] == name))
        {
            var at = kept[table.Count(row, "row") - 1];
            double[] covariates = [.. data.Covariates.Select(column => column.Values[at])];
            Relative.Equal(table.Number(row, "quantile"), model.For(covariates).Quantile(table.Number(row, "p")), 1e-8);
        }
    }

    private static void AssertRows(string file, string name, AftFit fit, double ofStandardError)
    {
        var table = Table(file);
        var errors = table.Rows.Where(row => row[0] == name && row[1] == "se").ToDictionary(row => row[2], row => table.Number(row, "value"), StringComparer.Ordinal);
        foreach (var row in table.Rows.Where(row => row[0] == name))
        {
            var value = table.Number(row, "value");
            var coefficient = fit.Coefficients.FirstOrDefault(coefficient => coefficient.Name == row[2]);
            switch (row[1], row[2])
            {
                case ("coef", "log_scale"):
                    Assert.InRange(Math.Abs(Math.Log(fit.Model.Scale) - value), 0, ofStandardError * errors["log_scale"]);
                    break;
                case ("coef", _):
                    Assert.InRange(Math.Abs(coefficient!.Estimate - value), 0, ofStandardError * errors[row[2]]);
                    break;
                case ("se", "log_scale"):
                    Relative.Equal(value, fit.LogScaleStandardError!.Value, 1e-7);
                    break;
                case ("se", _):
                    Relative.Equal(value, coefficient!.StandardError!.Value, 1e-7);
                    break;
                case ("scale", _):
                    Assert.InRange(Math.Abs(Math.Log(fit.Model.Scale / value)), 0, ofStandardError * errors.GetValueOrDefault("log_scale", 1));
                    break;
                case ("loglik", _):
                    Relative.Equal(value, fit.LogLikelihood, 1e-11);
                    break;
                default:
                    Assert.Fail("An unknown row: " + row[1]);
                    break;
            }
        }
    }

    private static ReferenceTable Table(string file) => ReferenceTable.Read(file);
}
