namespace CrmKit.Churn;

/// <summary>How many ties the records that left at one time make under <see cref="CoxTies.Efron"/>, where they have weights.</summary>
public enum TiedWeights
{
    /// <summary>Each record is one tie of the mean weight, as in the survival package of R: weights of 3 and 1 make two ties of weight 2.</summary>
    PerRecord = 1,

    /// <summary>Each customer is one tie: weights of 3 and 1 make four, just as four records would. The work grows with the number of customers who left.</summary>
    PerCustomer,
}
