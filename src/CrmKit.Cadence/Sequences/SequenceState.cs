namespace CrmKit.Cadence;

/// <summary>Where a sequence stands with one person.</summary>
public enum SequenceState
{
    /// <summary>No lead has come in, or its day lies ahead.</summary>
    NotStarted = 1,

    /// <summary>The next step is not due yet.</summary>
    Waiting,

    /// <summary>The next step is due.</summary>
    Due,

    /// <summary>It has ended.</summary>
    Stopped,
}
