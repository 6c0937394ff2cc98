namespace CrmKit.Cadence;

/// <summary>What a silence is measured from.</summary>
public enum SilenceMeasure
{
    /// <summary>The last thank-you.</summary>
    Thanks = 1,

    /// <summary>The last contact that gave attention or something of use (<see cref="TouchClassRules.IsCaring"/>).</summary>
    Caring,

    /// <summary>The last contact of any kind (<see cref="TouchClassRules.CountsAsContact"/>), or the last time that the person was heard of.</summary>
    Anything,
}
