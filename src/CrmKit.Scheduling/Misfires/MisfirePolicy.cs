namespace CrmKit.Scheduling;

/// <summary>What becomes of runs that were missed while the program was down.</summary>
public enum MisfirePolicy
{
    /// <summary>None of them is made up for.</summary>
    Skip = 1,

    /// <summary>The latest that still makes sense stands for all.</summary>
    Once,

    /// <summary>Every one that still makes sense is made up for, in its order.</summary>
    All,
}
