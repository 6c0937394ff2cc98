namespace CrmKit.Scheduling;

/// <summary>The prices of all resources, and what is derived from them once for all customers.</summary>
/// <remarks>Prices are in thousandths of a minor unit, so that a minute may cost less than one.</remarks>
internal sealed class PriceTable(AllocationModel model)
{
    /// <summary>Units of a price in one minor unit of money.</summary>
    public const long Scale = 1000;

    /// <summary>No price is above this, so that a price times any number of units of one contact stays far inside 64 bits.</summary>
    public const long Highest = 100_000_000_000_000;

    private const long Prohibitive = 10 * Highest;

    /// <summary>By resource.</summary>
    public long[] Price { get; } = new long[model.ResourceCount];

    /// <summary>By channel and day: one contact.</summary>
    public long[] Contact { get; } = new long[model.DayTotalAt];

    /// <summary>By channel and reason: budget and campaign for one contact.</summary>
    public long[] Booking { get; } = new long[model.Channels * model.Problem.Terms.Reasons.Length];

    /// <summary>By reason and day: one minute of the work that the contact brings.</summary>
    public long[] Work { get; } = new long[model.Problem.Terms.Reasons.Length * model.Days];

    /// <summary>Brings the derived tables up to the prices.</summary>
    public void Derive()
    {
        var terms = model.Problem.Terms;
        for (var r = 0; r < Contact.Length; r++)
        {
            Contact[r] = Price[r] + (model.HasDayTotals ? Price[model.DayTotalAt + (r % model.Days)] : 0);
        }

        for (var q = 0; q < terms.Reasons.Length; q++)
        {
            var reason = terms.Reasons[q];
            var each = (Int128)Price[model.BudgetAt] + (reason.Campaign < 0 ? 0 : Price[model.CampaignAt + reason.Campaign]);
            for (var c = 0; c < model.Channels; c++)
            {
                Booking[(c * terms.Reasons.Length) + q] = (long)Int128.Min(Prohibitive, each * (terms.ChannelCosts[c] + reason.ExtraCost));
            }

            for (var t = 0; t < model.Days; t++)
            {
                Work[(q * model.Days) + t] = Price[model.WorkAt + model.WeekOf(q, t)];
            }
        }
    }

    /// <summary>What all resources together would fetch at these prices.</summary>
    public Int128 OfCapacity()
    {
        Int128 total = 0;
        for (var r = 0; r < Price.Length; r++)
        {
            total += (Int128)Price[r] * model.Capacity[r];
        }

        return total;
    }
}
