namespace CrmKit.Messaging;

/// <summary>How far a claimed row got.</summary>
internal enum ClaimedStage
{
    /// <summary>Nothing of it has left, and it is claimed.</summary>
    Waiting = 1,

    /// <summary>Nothing of it has left, and it is sending.</summary>
    Begun,

    /// <summary>The sender has it, or had it.</summary>
    Left,

    /// <summary>It is let go of, or another's.</summary>
    Ended,
}
