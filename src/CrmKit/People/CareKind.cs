namespace CrmKit;

/// <summary>Why a person is to be spared.</summary>
public enum CareKind
{
    /// <summary>Asked to hear less.</summary>
    Pace = 1,

    /// <summary>Somebody died.</summary>
    Bereavement,

    /// <summary>Money, health or work are in trouble.</summary>
    Hardship,

    /// <summary>There is a quarrel with us.</summary>
    Conflict,
}
