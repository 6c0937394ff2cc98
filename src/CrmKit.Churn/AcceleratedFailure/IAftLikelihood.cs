namespace CrmKit.Churn;

// The log-likelihood of a family over the records, whatever the family.
internal interface IAftLikelihood
{
    bool IsLarge { get; }

    AftSums Derivatives(ReadOnlySpan<double> point, bool sample = false);

    AftSums ScoreProducts(ReadOnlySpan<double> point);
}
