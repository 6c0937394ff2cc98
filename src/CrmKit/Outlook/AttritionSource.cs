namespace CrmKit;

/// <summary>What the chance that a customer has left was taken from.</summary>
public enum AttritionSource
{
    /// <summary>The value part of the outlook: a purchase model's P(alive).</summary>
    Value = 1,

    /// <summary>The rhythm part of the outlook: how long the silence is for this customer.</summary>
    Rhythm,

    /// <summary>A contract that is known to run or to have ended.</summary>
    Contract,
}
