namespace CrmKit.Import;

/// <summary>How certain an event is (RFC 5545, STATUS).</summary>
public enum CalendarStatus
{
    /// <summary>It may come to nothing.</summary>
    Tentative = 1,

    /// <summary>It stands.</summary>
    Confirmed,

    /// <summary>It is called off. Programs that know the event take it away or strike it out.</summary>
    Cancelled,
}
