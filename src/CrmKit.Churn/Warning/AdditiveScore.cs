using CrmKit.Numerics;

namespace CrmKit.Churn;

// A base and one term for each feature; the log-odds are their sum in that order.
internal sealed class AdditiveScore(double start, ImmutableArray<TermRule> rules)
{
    public double Base { get; } = start;

    public ImmutableArray<TermRule> Rules { get; } = rules;

    // a + b times the log-odds, term by term.
    public AdditiveScore Calibrated(double a, double b) => new(a + (b * Base), [.. Rules.Select(rule => rule.Times(b))]);

    // The log-odds of some rows of the table that the score was made for.
    public void LogOdds(FeatureTable table, ReadOnlySpan<int> rows, Span<double> logOdds)
    {
        logOdds.Fill(Base);
        for (var j = 0; j < Rules.Length; j++)
        {
            var rule = Rules[j];
            var column = table.Column(j);
            for (var i = 0; i < rows.Length; i++)
            {
                logOdds[i] += rule.Term(column[rows[i]]);
            }
        }
    }

    // Rows from on: chances and terms, row by row. Position[j] is the column of feature j in the table, -1 where the table lacks it, so that it is unknown of everybody.
    public void Score(FeatureTable table, ReadOnlySpan<int> position, int from, Span<double> chances, Span<double> terms)
    {
        chances.Fill(Base);
        for (var j = 0; j < Rules.Length; j++)
        {
            var rule = Rules[j];
            if (position[j] < 0)
            {
                for (var i = 0; i < chances.Length; i++)
                {
                    terms[(i * Rules.Length) + j] = rule.WhenUnknown;
                    chances[i] += rule.WhenUnknown;
                }

                continue;
            }

            var column = table.Column(position[j]).Slice(from, chances.Length);
            for (var i = 0; i < chances.Length; i++)
            {
                var term = rule.Term(column[i]);
                terms[(i * Rules.Length) + j] = term;
                chances[i] += term;
            }
        }

        foreach (ref var chance in chances)
        {
            chance = SpecialFunctions.Logistic(chance);
        }
    }
}
