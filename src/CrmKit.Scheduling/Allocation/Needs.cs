using System.Runtime.CompilerServices;

namespace CrmKit.Scheduling;

/// <summary>What one contact takes of the shared resources; those of which it takes nothing are left out.</summary>
internal readonly struct Needs
{
    private const int Most = 6;
    private readonly Parts _parts;

    public Needs(AllocationModel model, int customer, Placement placement)
    {
        var (terms, columns) = (model.Problem.Terms, model.Problem.Columns);
        ref readonly var touch = ref columns.Touches[columns.TouchStart[customer] + placement.Touch];
        var reason = terms.Reasons[touch.Reason];
        Cost = terms.ChannelCosts[placement.Channel] + reason.ExtraCost;
        Add((placement.Channel * model.Days) + placement.Day, 1, ref _parts, ref Count);
        if (model.HasDayTotals)
        {
            Add(model.DayTotalAt + placement.Day, 1, ref _parts, ref Count);
        }

        if (placement.Channel == model.Call && model.HasStaff)
        {
            Add(model.StaffAt + (columns.Staff[customer] * model.Days) + placement.Day, touch.CallMinutes, ref _parts, ref Count);
        }

        Add(model.BudgetAt, Cost, ref _parts, ref Count);
        if (reason.Campaign >= 0)
        {
            Add(model.CampaignAt + reason.Campaign, Cost, ref _parts, ref Count);
        }

        Add(model.WorkAt + model.WeekOf(touch.Reason, placement.Day), touch.WorkMinutes, ref _parts, ref Count);

        static void Add(int resource, long units, ref Parts parts, ref int count)
        {
            if (units > 0)
            {
                parts[count++] = new Part(resource, units);
            }
        }
    }

    /// <summary>How many resources it takes of.</summary>
    public readonly int Count;

    /// <summary>Money.</summary>
    public long Cost { get; }

    public Part this[int index] => _parts[index];

    /// <summary>Units of one resource, more than 0.</summary>
    internal readonly record struct Part(int Resource, long Units);

    [InlineArray(Most)]
    private struct Parts
    {
        private Part _first;
    }
}
