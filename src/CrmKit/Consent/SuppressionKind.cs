namespace CrmKit;

/// <summary>Why a contact point must not be used.</summary>
public enum SuppressionKind
{
    /// <summary>Its owner objected: nothing leaves but service and what the law demands.</summary>
    Objection = 1,

    /// <summary>Nothing gets through: nothing leaves at all.</summary>
    Undeliverable,
}
