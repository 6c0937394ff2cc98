namespace CrmKit.Scheduling;

/// <summary>What becomes of one run.</summary>
public enum MissedRunFate
{
    /// <summary>It runs now.</summary>
    Runs = 1,

    /// <summary>It was missed, and the policy does not make up for it.</summary>
    Skipped,

    /// <summary>A later run stands for it.</summary>
    StoodFor,

    /// <summary>It makes no sense any more.</summary>
    Expired,
}
