namespace CrmKit.Storage;

/// <summary>How much a purge took away, by kind as in <see cref="RetentionSchedule"/>. Of events every version counts.</summary>
public sealed record RetentionReport
{
    /// <summary>Purchases, returns and failed payments.</summary>
    public int Purchases { get; init; }

    /// <summary>Touches.</summary>
    public int Touches { get; init; }

    /// <summary>Replies, feedback, signs of interest, promises and their keeping.</summary>
    public int Answers { get; init; }

    /// <summary>Complaints and what settled them.</summary>
    public int Complaints { get; init; }

    /// <summary>Former contents of records.</summary>
    public int FormerRecords { get; init; }

    /// <summary>Decisions.</summary>
    public int Decisions { get; init; }

    /// <summary>Outbox rows of which the key alone is left.</summary>
    public int OutboxRows { get; init; }

    /// <summary>References to proof.</summary>
    public int ConsentProofs { get; init; }

    /// <summary>Requests for a double opt-in.</summary>
    public int OptInRequests { get; init; }

    /// <summary>All of it.</summary>
    public int Total => Purchases + Touches + Answers + Complaints + FormerRecords + Decisions + OutboxRows + ConsentProofs + OptInRequests;
}
