namespace CrmKit.Storage;

/// <summary>What came of letting go of a row, among others.</summary>
public enum FinishSending
{
    /// <summary>The outcome is recorded.</summary>
    Recorded = 1,

    /// <summary>The row was taken over or let go of: it stays as it is.</summary>
    ClaimLost,

    /// <summary>The row's state does not allow the outcome: it stays as it is.</summary>
    NotAllowed,

    /// <summary>The store holds something about the row that it cannot read: it stays as it is.</summary>
    Unreadable,
}
