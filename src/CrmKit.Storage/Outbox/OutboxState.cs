namespace CrmKit.Storage;

/// <summary>Where an effect stands. <c>due → claimed → sending → sent | uncertain | dead</c>; a claimed one may go back to due or be held, and a sending one back to due where nothing left.</summary>
public enum OutboxState
{
    /// <summary>Waits for its time.</summary>
    Due = 1,

    /// <summary>A worker holds it on a lease, and nothing has left.</summary>
    Claimed,

    /// <summary>The gates passed it and its place in the cap is taken; it is leaving.</summary>
    Sending,

    /// <summary>It left.</summary>
    Sent,

    /// <summary>A worker stopped between sending and recording: it may or may not have left.</summary>
    Uncertain,

    /// <summary>Its message lacks a value, its address was replaced, or a rule failed; a later planning tries it again.</summary>
    Held,

    /// <summary>It will never leave.</summary>
    Dead,
}
