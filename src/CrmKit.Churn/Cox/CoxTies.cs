namespace CrmKit.Churn;

/// <summary>What is made of customers who left at one time, of whom nobody knows who was first.</summary>
public enum CoxTies
{
    /// <summary>The average over the orders they may have left in, approximated (Efron 1977). Close to the truth, and as quick as <see cref="Breslow"/>.</summary>
    Efron = 1,

    /// <summary>Each left from the whole risk set (Breslow 1974). Pulls coefficients towards 0 where ties are many.</summary>
    Breslow,

    /// <summary>Time passes in steps: the chance that just these of all at risk left (Cox 1972, the discrete or conditional logistic likelihood). Work grows with the product of those at risk and those who left.</summary>
    Exact,
}
