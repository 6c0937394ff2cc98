namespace CrmKit.Churn;

/// <summary>Of which coefficients a ridge holds the squares small.</summary>
public enum RidgeUnit
{
    /// <summary>Those of the columns in standard deviations of the population (divided by n): the unit in which a column is told does not matter.</summary>
    StandardDeviation = 1,

    /// <summary>Those of the columns as they are.</summary>
    Column,
}
