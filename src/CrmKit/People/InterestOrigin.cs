namespace CrmKit;

/// <summary>How an interest came to be known.</summary>
public enum InterestOrigin
{
    /// <summary>The person said so.</summary>
    Stated = 1,

    /// <summary>Somebody or something concluded it.</summary>
    Inferred,
}
