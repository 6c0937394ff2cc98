namespace CrmKit.Churn;

/// <summary>The pairs of customers behind a concordance, each counted by the product of the two weights.</summary>
/// <param name="Concordant">Pairs in which the one with the higher score left first.</param>
/// <param name="Discordant">Pairs in which the one with the lower score left first.</param>
/// <param name="TiedScores">Pairs with equal scores.</param>
/// <param name="TiedTimes">Pairs that left at one time, with different scores. They are not compared.</param>
/// <param name="TiedBoth">Pairs of different records that left at one time, with equal scores. They are not compared.</param>
public readonly record struct ConcordanceCounts(double Concordant, double Discordant, double TiedScores, double TiedTimes, double TiedBoth)
{
    /// <summary>Pairs of which it is known who left first.</summary>
    public double Comparable => Concordant + Discordant + TiedScores;
}
