namespace CrmKit.Churn;

// Where a partial likelihood has its maximum or supremum. Coefficients are those of the scaled columns of the problem, all of them.
internal sealed record CoxSolution
{
    // 0 where aliased; far enough out along the directions without end.
    public required double[] Beta { get; init; }

    public required CoefficientStatus[] Status { get; init; }

    // The columns whose directions the data tell apart at the end, those at infinity among them.
    public required int[] Kept { get; init; }

    // In the columns of the inner problem.
    public required double[] Information { get; init; }

    // The supremum.
    public required double LogLikelihood { get; init; }

    public required double NullLogLikelihood { get; init; }

    public required double ScoreStatistic { get; init; }

    public required int Iterations { get; init; }

    // The largest derivative of the inner problem times its standard error.
    public required double GradientNorm { get; init; }

    public required bool IsConverged { get; init; }

    // The problem that has its inner maximum, in the kept columns: that of the limit where coefficients are at infinity.
    public required CoxProblem Problem { get; init; }

    // How its columns were replaced; null where they are the kept ones.
    public required ColumnRemainders? Remainders { get; init; }

    public required double[] InnerBeta { get; init; }

    // Its sums over risk sets at the maximum, where they were computed.
    public required CoxSums? Sums { get; init; }
}
