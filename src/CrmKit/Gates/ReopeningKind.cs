namespace CrmKit;

/// <summary>What opens a closed gate.</summary>
public enum ReopeningKind
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>Time: an instant is known.</summary>
    Instant,

    /// <summary>A new fact.</summary>
    NewFact,
}
