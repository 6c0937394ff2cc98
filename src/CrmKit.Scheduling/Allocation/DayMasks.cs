namespace CrmKit.Scheduling;

/// <summary>Fills the masks of admissible days, customer by customer.</summary>
internal sealed class DayMasks(AllocationModel model)
{
    private readonly ContactDays _contacts = new(model);
    private readonly ulong[] _open = [.. model.Problem.Terms.ClosedDays.Select(closed => closed.Aggregate(ContactDays.Span(0, model.Days - 1), (mask, day) => mask & ~ContactDays.Span(day, day)))];

    private readonly ulong[] _ofLabel = new ulong[model.Groups.Labels.Count];

    public void Fill(int customer)
    {
        var (problem, columns) = (model.Problem, model.Problem.Columns);
        _contacts.Load(customer);
        var closed = columns.Blocked[customer] | _contacts.Forbidden(CapGroups.All);
        for (var label = 0; label < _ofLabel.Length; label++)
        {
            var (kind, reason) = model.Groups.Labels[label];
            _ofLabel[label] = _contacts.Forbidden(kind) | _contacts.Forbidden(reason);
        }

        for (var k = columns.TouchStart[customer]; k < columns.TouchStart[customer + 1]; k++)
        {
            ref readonly var touch = ref columns.Touches[k];
            var reason = problem.Terms.Reasons[touch.Reason];
            var window = ContactDays.Span(touch.First, touch.Last) & ~closed & ~_ofLabel[model.Groups.LabelOf(touch.Reason)];
            for (var c = 0; c < model.Channels; c++)
            {
                var at = (k * model.Channels) + c;
                var open = columns.Closed.Length > 0 ? _open[c] & ~columns.Closed[at] : _open[c];
                var days = columns.Rates[at] == 0 ? 0 : window & open & ~_contacts.Forbidden(CapGroups.OfChannel(c));
                model.Masks[at] = days & Worthwhile(touch, columns.Rates[at], problem.Terms.ChannelCosts[c] + reason.ExtraCost, days);
            }
        }
    }

    private static ulong Worthwhile(in PossibleTouch touch, int rate, long cost, ulong days)
    {
        var worthwhile = 0UL;
        for (; days != 0; days &= days - 1)
        {
            if (ContactProblem.Gross(touch, rate, System.Numerics.BitOperations.TrailingZeroCount(days)) > cost)
            {
                worthwhile |= days & (~days + 1);
            }
        }

        return worthwhile;
    }
}
