namespace CrmKit.Churn;

/// <summary>What a weight of a record means.</summary>
public enum WeightKind
{
    /// <summary>So many customers are alike: a record of weight 3 is three records. Standard errors take every one of them for a customer of its own. Only Efron's ties of a Cox model count records unless told otherwise, see <see cref="TiedWeights"/>.</summary>
    Frequency = 1,

    /// <summary>How many customers of the population a sampled one stands for. Standard errors are robust, since a weight is no number of observations.</summary>
    Sampling,
}
