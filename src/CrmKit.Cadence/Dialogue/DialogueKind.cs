namespace CrmKit.Cadence;

/// <summary>What a dialogue is found to be.</summary>
public enum DialogueKind
{
    /// <summary>Too little happened to say.</summary>
    TooFew = 1,

    /// <summary>Nothing says that it is a one-way street.</summary>
    TwoWay,

    /// <summary>The business speaks and nothing comes back.</summary>
    OneWay,
}
