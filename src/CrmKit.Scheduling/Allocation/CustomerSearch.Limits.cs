using System.Numerics;

namespace CrmKit.Scheduling;

/// <summary>What narrows the options or favours one: capacities that are left, and what was published.</summary>
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

        var takesStaff = channel == _model.Call && _model.BudgetAt > _model.StaffAt;
        var affordable = 0UL;
        for (; days != 0; days &= days - 1)
        {
            var t = BitOperations.TrailingZeroCount(days);
            if (left[(channel * _model.Days) + t] > 0 && (!takesStaff || touch.CallMinutes <= left[staff + t]))
            {
                affordable |= 1UL << t;
            }
        }

        return affordable;
    }

    /// <summary>Adds the bonus to the published option of a touch and moves it to its place in the order.</summary>
    private void Reward(int place, int count, int published)
    {
        var at = _option.AsSpan(place, count).IndexOf((short)published);
        if (at < 0)
        {
            return;
        }

        var (worth, option) = (_worth[place + at] + (_model.KeepBonus * PriceTable.Scale), _option[place + at]);
        for (; at > 0 && _worth[place + at - 1] < worth; at--)
        {
            (_worth[place + at], _option[place + at]) = (_worth[place + at - 1], _option[place + at - 1]);
        }

        (_worth[place + at], _option[place + at]) = (worth, option);
    }
}
