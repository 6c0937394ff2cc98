namespace CrmKit.Scheduling;

/// <summary>How much of a resource one contact takes, on average over what is possible: 1 of a channel-day, some minutes, some money.</summary>
internal static class UnitSizes
{
    public static double[] Of(AllocationModel model)
    {
        var (terms, columns) = (model.Problem.Terms, model.Problem.Columns);
        var size = new double[model.ResourceCount];
        Array.Fill(size, 1);
        var (minutes, work, calls) = (new Sums(), new Sums(), model.Call);
        var (budget, campaigns) = (new Sums(), Enumerable.Range(0, terms.CampaignBudgets.Length).Select(_ => new Sums()).ToArray());
        for (var k = 0; k < columns.Touches.Length; k++)
        {
            ref readonly var touch = ref columns.Touches[k];
            work.Add(touch.WorkMinutes);
            for (var c = 0; c < model.Channels; c++)
            {
                if (model.Masks[(k * model.Channels) + c] == 0)
                {
                    continue;
                }

                if (c == calls)
                {
                    minutes.Add(touch.CallMinutes);
                }

                var reason = terms.Reasons[touch.Reason];
                budget.Add(terms.ChannelCosts[c] + reason.ExtraCost);
                if (reason.Campaign >= 0)
                {
                    campaigns[reason.Campaign].Add(terms.ChannelCosts[c] + reason.ExtraCost);
                }
            }
        }

        Array.Fill(size, minutes.Size, model.StaffAt, model.BudgetAt - model.StaffAt);
        size[model.BudgetAt] = budget.Size;
        for (var g = 0; g < campaigns.Length; g++)
        {
            size[model.CampaignAt + g] = campaigns[g].Size;
        }

        Array.Fill(size, work.Size, model.WorkAt, size.Length - model.WorkAt);
        return size;
    }

    /// <summary>What a contact is typically worth: the mean over touches of their best option, minor units, at least 1.</summary>
    public static double TypicalWorth(AllocationModel model)
    {
        var (problem, columns) = (model.Problem, model.Problem.Columns);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < problem.CustomerCount; i++)
        {
            for (var k = 0; k < columns.TouchStart[i + 1] - columns.TouchStart[i]; k++)
            {
                var best = BestOf(model, i, k);
                (sum, count) = best > 0 ? (sum + best, count + 1) : (sum, count);
            }
        }

        return count == 0 ? 1 : Math.Max(1, sum / count);
    }

    // The value falls on both sides of the peak, so that only the admissible days nearest to it need a look.
    private static long BestOf(AllocationModel model, int customer, int touch)
    {
        var (columns, best) = (model.Problem.Columns, 0L);
        var k = columns.TouchStart[customer] + touch;
        var peak = columns.Touches[k].Peak;
        for (var c = 0; c < model.Channels; c++)
        {
            var days = model.Masks[(k * model.Channels) + c];
            var (before, after) = (days & ContactDays.Span(0, peak), days & ContactDays.Span(peak, 63));
            if (before != 0)
            {
                best = Math.Max(best, model.Problem.NetValue(customer, touch, c, 63 - System.Numerics.BitOperations.LeadingZeroCount(before)));
            }

            if (after != 0)
            {
                best = Math.Max(best, model.Problem.NetValue(customer, touch, c, System.Numerics.BitOperations.TrailingZeroCount(after)));
            }
        }

        return best;
    }

    /// <summary>Sum and sum of squares; the size is their ratio, which weighs large needs as the curvature does.</summary>
    private sealed class Sums
    {
        private Int128 _sum;
        private Int128 _squares;

        public double Size => _sum == 0 ? 1 : Math.Max(1, (double)_squares / (double)_sum);

        public void Add(long units)
        {
            _sum += units;
            _squares += (Int128)units * units;
        }
    }
}
