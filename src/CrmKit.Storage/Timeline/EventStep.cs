namespace CrmKit.Storage;

/// <summary>What an event that is handed in does to the versions under its key. For those who write a store.</summary>
public enum EventStep
{
    /// <summary>Nothing is known under the key: it is recorded.</summary>
    Add = 1,

    /// <summary>It is known already: nothing changes.</summary>
    Keep,

    /// <summary>It takes the place of what stands, or stands where nothing does any more.</summary>
    Correct,

    /// <summary>The key is known with other content: <see cref="EventConflictException"/>.</summary>
    Refuse,
}
