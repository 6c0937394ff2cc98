using CrmKit.LifetimeValue.Tests;

namespace CrmKit.Numerics.Tests;

public sealed class HypergeometricTests
{
    [Fact]
    public void Hypergeometric_matches_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("hyp2f1.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var z = table.Number(row, "z");
            double[] inputs = [.. new[] { "a", "b", "c" }.Select(column => table.Number(row, column))];
            var expected = table.Number(row, "value");
            if (double.IsInfinity(expected))
            {
                Assert.Equal(expected, Value(inputs));
            }
            else
            {
                accuracy.Check(table.Text(row, "case"), Value(inputs), expected, Shifted(Value), inputs);
            }

            if (table.Text(row, "log_value").Length > 0)
            {
                accuracy.Check(table.Text(row, "case") + " log", Log(inputs), table.Number(row, "log_value"), Shifted(Log), inputs);
            }

            double Value(double[] p) => SpecialFunctions.Hypergeometric2F1(p[0], p[1], p[2], z);
            double Log(double[] p) => SpecialFunctions.LogHypergeometric2F1(p[0], p[1], p[2], z, out _);

            // A difference quotient would step a polynomial off its integer; that parameter then stays.
            Func<double[], double> Shifted(Func<double[], double> function) => p => function([p[0], inputs[1] < 0 ? inputs[1] : p[1], p[2]]);
        }

        Assert.True(accuracy.Checked > 140);
        accuracy.AssertNone();
    }
}
