namespace CrmKit.Scheduling;

/// <summary>What one contact takes of the shared resources.</summary>
internal readonly struct Needs
{
    public Needs(AllocationModel model, int customer, Placement placement)
    {
        var (terms, columns) = (model.Problem.Terms, model.Problem.Columns);
        ref readonly var touch = ref columns.Touches[columns.TouchStart[customer] + placement.Touch];
        var reason = terms.Reasons[touch.Reason];
        ChannelDay = (placement.Channel * model.Days) + placement.Day;
        StaffDay = placement.Channel == model.Call && terms.StaffMinutes.Length > 0 ? model.StaffAt + (columns.Staff[customer] * model.Days) + placement.Day : -1;
        Minutes = touch.CallMinutes;
        Cost = terms.ChannelCosts[placement.Channel] + reason.ExtraCost;
        Campaign = reason.Campaign < 0 ? -1 : model.CampaignAt + reason.Campaign;
        Week = model.WorkAt + model.WeekOf(touch.Reason, placement.Day);
        Work = touch.WorkMinutes;
    }

    public int ChannelDay { get; }

    /// <summary>The staff-day, or -1 where it is no call.</summary>
    public int StaffDay { get; }

    public int Minutes { get; }

    public long Cost { get; }

    /// <summary>The campaign's budget, or -1.</summary>
    public int Campaign { get; }

    public int Week { get; }

    public int Work { get; }
}
