namespace CrmKit.Scheduling;

/// <summary>What the customers of a <see cref="ContactProblem"/> share.</summary>
public enum PlanResourceKind
{
    /// <summary>Contacts of a channel on a day.</summary>
    ChannelDay = 0,

    /// <summary>Minutes of a staff member on a day.</summary>
    StaffMinutes = 1,

    /// <summary>The total budget.</summary>
    TotalBudget = 2,

    /// <summary>The budget of a campaign.</summary>
    CampaignBudget = 3,

    /// <summary>Minutes of work that a week takes without overload.</summary>
    WeeklyWork = 4,

    /// <summary>Contacts on a day through all channels together.</summary>
    DayTotal = 5,
}
