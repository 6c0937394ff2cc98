using CrmKit.Numerics;

namespace CrmKit.Churn;

// What model and rules said of rows that they had not learned from.
internal sealed class ForetoldRows
{
    public List<double> Model { get; } = [];

    public List<double> Overall { get; } = [];

    public List<double> Stepped { get; } = [];

    public List<bool> Left { get; } = [];

    public static ForetoldRows Of(FeatureTable table, IReadOnlyList<(int[] Train, int[] Test)> splits, int[] folds, EarlyWarningOptions how, CancellationToken cancellationToken)
    {
        var foretold = new ForetoldRows();
        foreach (var (train, test) in splits)
        {
            foretold.Left.AddRange(test.Select(row => table.Outcomes[row] == 1));
            Add(foretold.Model, CalibratedWeights.Learn(table, train, folds, how, cancellationToken).Score, table, test);
            var (overall, stepped) = NaiveRule.Learn(table, train, how);
            Add(foretold.Overall, overall.ScoreOf(table.Features), table, test);
            if (stepped is not null)
            {
                Add(foretold.Stepped, stepped.ScoreOf(table.Features), table, test);
            }
        }

        return foretold;
    }

    private static void Add(List<double> chances, AdditiveScore score, FeatureTable table, int[] rows)
    {
        var logOdds = new double[rows.Length];
        score.LogOdds(table, rows, logOdds);
        chances.AddRange(logOdds.Select(SpecialFunctions.Logistic));
    }
}
