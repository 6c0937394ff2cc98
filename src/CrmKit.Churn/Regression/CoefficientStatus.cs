namespace CrmKit.Churn;

/// <summary>What became of one coefficient of a regression.</summary>
public enum CoefficientStatus
{
    /// <summary>Estimated, with a standard error.</summary>
    Estimated = 1,

    /// <summary>The column follows from those before it, or is constant, so that it was left out; the others are as without it.</summary>
    Aliased,

    /// <summary>The likelihood rises for ever as the coefficient grows: everyone whom the column marks had the event before the others. The estimate is a finite value far enough out.</summary>
    PlusInfinity,

    /// <summary>The likelihood rises for ever as the coefficient falls: nobody whom the column marks had the event. The estimate is a finite value far enough out.</summary>
    MinusInfinity,

    /// <summary>The likelihood has the same supremum whatever the coefficient is: others go to infinity and leave it nothing to explain, or no record counts. The estimate is one value of many.</summary>
    NotIdentified,
}
