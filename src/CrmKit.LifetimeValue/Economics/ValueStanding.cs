namespace CrmKit.LifetimeValue;

/// <summary>How the value of a customer stands against the cost of winning one.</summary>
public enum ValueStanding
{
    /// <summary>The cost is not known.</summary>
    Unknown = 1,

    /// <summary>A customer costs more than it is worth.</summary>
    Loss,

    /// <summary>Worth the cost, and less than the ratio that is asked for.</summary>
    Thin,

    /// <summary>Worth the ratio that is asked for, or more.</summary>
    Carried,
}
