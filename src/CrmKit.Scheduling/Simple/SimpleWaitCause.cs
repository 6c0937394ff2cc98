namespace CrmKit.Scheduling;

/// <summary>Why no contact is planned.</summary>
public enum SimpleWaitCause
{
    /// <summary>The interval ends after the days that are planned.</summary>
    NotYetDue = 0,

    /// <summary>The interval ends, but the cap is full on all days that are left.</summary>
    CapReached = 1,
}
