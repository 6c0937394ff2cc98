namespace CrmKit.LifetimeValue.Tests;

public sealed class GammaGammaReferenceTests
{
    [Fact]
    public void Model_matches_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("gammagamma.csv");
        var accuracy = new Accuracy();
        var infinite = 0;
        foreach (var row in table.Rows)
        {
            var (name, x) = (table.Text(row, "case"), table.Count(row, "x"));
            double[] inputs = [.. new[] { "p", "q", "gamma", "m_x" }.Select(column => table.Number(row, column))];
            accuracy.Check(name + " log_likelihood", LogLikelihood(inputs), table.Number(row, "log_likelihood"), LogLikelihood, inputs);
            var model = new GammaGammaModel(inputs[0], inputs[1], inputs[2]);
            if (table.Text(row, "expected_spend").Length == 0)
            {
                infinite++;
                Assert.False(model.TryExpectedSpend(x, inputs[3], out _), name);
                Assert.True(double.IsFinite(model.ExpectedSpend(x, inputs[3])), name);
                continue;
            }

            accuracy.Check(name + " expected_spend", Spend(inputs), table.Number(row, "expected_spend"), Spend, inputs);

            double LogLikelihood(double[] p) => new GammaGammaModel(p[0], p[1], p[2]).LogLikelihood(x, p[3]);
            double Spend(double[] p) => new GammaGammaModel(p[0], p[1], p[2]).ExpectedSpend(x, p[3]);
        }

        Assert.True(infinite > 0);
        accuracy.AssertNone();
    }
}
