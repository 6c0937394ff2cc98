using System.Numerics;

namespace CrmKit.Scheduling;

/// <summary>What narrows the options beside prices: the capacities that are left.</summary>
internal sealed partial class CustomerSearch
{
    /// <summary>What is left of each resource, where the search may take no more than that; null for a search by prices alone.</summary>
    public long[]? Left { get; set; }

    /// <summary>The days on which one contact fits by itself; several together have to be looked at afterwards.</summary>
    private ulong Affordable(in PossibleTouch touch, int channel, ulong days, int staff)
    {
        var left = Left!;
        var reason = _model.Problem.Terms.Reasons[touch.Reason];
        var cost = _model.Problem.Terms.ChannelCosts[channel] + reason.ExtraCost;
        if (cost > left[_model.BudgetAt] || (reason.Campaign >= 0 && cost > left[_model.CampaignAt + reason.Campaign]))
        {
            return 0;
        }

        var takesStaff = channel == _model.Call && _model.HasStaff;
        var affordable = 0UL;
        for (; days != 0; days &= days - 1)
        {
            var t = BitOperations.TrailingZeroCount(days);
            if (left[(channel * _model.Days) + t] > 0 && (!_model.HasDayTotals || left[_model.DayTotalAt + t] > 0) && (!takesStaff || touch.CallMinutes <= left[staff + t]))
            {
                affordable |= 1UL << t;
            }
        }

        return affordable;
    }
}
