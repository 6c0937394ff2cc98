namespace CrmKit;

/// <summary>What became of a candidate.</summary>
public enum PlanOutcome
{
    /// <summary>It will leave at a stated instant.</summary>
    Planned = 1,

    /// <summary>Not today; a later planning will look at it again.</summary>
    Deferred,

    /// <summary>Not unless a new fact arrives.</summary>
    Refused,

    /// <summary>Not by machine: the person is to be spared, and somebody of the staff decides.</summary>
    ForStaff,
}
