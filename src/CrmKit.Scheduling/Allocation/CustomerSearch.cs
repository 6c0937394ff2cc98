using System.Numerics;

namespace CrmKit.Scheduling;

/// <summary>The exact best set of contacts of one customer at given prices, by a bounded search in depth; one per thread.</summary>
internal sealed partial class CustomerSearch
{
    private readonly AllocationModel _model;
    private readonly ContactDays _contacts;
    private readonly int _optionsPerTouch;
    private readonly long[] _worth;
    private readonly short[] _option;
    private readonly int[] _count = new int[ProblemChecks.MostTouches];
    private readonly int[] _touch = new int[ProblemChecks.MostTouches];
    private readonly int[] _label = new int[ProblemChecks.MostTouches];
    private readonly int[] _order = new int[ProblemChecks.MostTouches];
    private readonly ulong[] _allowed;
    private readonly CapGroups.Label[] _labels;
    private readonly ulong[] _ofLabel;
    private readonly int _rows;
    private readonly Placement[] _current = new Placement[ProblemChecks.MostTouches];
    private readonly Placement[] _best = new Placement[ProblemChecks.MostTouches];
    private int _touches;
    private int _depth;
    private int _bestCount;
    private long _bestWorth;

    public CustomerSearch(AllocationModel model)
    {
        _model = model;
        _contacts = new ContactDays(model);
        _optionsPerTouch = model.Channels * model.Days;
        _worth = new long[ProblemChecks.MostTouches * _optionsPerTouch];
        _option = new short[_worth.Length];
        _labels = [.. model.Groups.Labels];
        _ofLabel = new ulong[_labels.Length];
        _rows = _labels.Length * model.Channels;
        _allowed = new ulong[(ProblemChecks.MostTouches + 1) * _rows];
    }

    /// <summary>What was found last, best first touch by touch.</summary>
    public ReadOnlySpan<Placement> Best => _best.AsSpan(0, _bestCount);

    /// <summary>Nodes of the search visited so far.</summary>
    public long Nodes { get; private set; }

    /// <summary>Finds the best set of contacts; returns its worth net of prices, in thousandths of minor units, at least 0.</summary>
    public long Solve(int customer, PriceTable prices)
    {
        (_bestWorth, _bestCount, _depth) = (0, 0, 0);
        Gather(customer, prices);
        if (_touches == 0)
        {
            return 0;
        }

        _contacts.Load(customer);
        _allowed.AsSpan(0, _rows).Fill(ulong.MaxValue);
        Dive(0, 0);
        return _bestWorth;
    }

    /// <summary>Lists each touch's options of positive worth, best first, and orders the touches by their best option.</summary>
    private void Gather(int customer, PriceTable prices)
    {
        var columns = _model.Problem.Columns;
        var first = columns.TouchStart[customer];
        var last = columns.TouchStart[customer + 1];
        var staff = _model.StaffAt + (columns.Staff[customer] * _model.Days);
        _touches = 0;
        for (var k = first; k < last; k++)
        {
            ref readonly var touch = ref columns.Touches[k];
            var place = _touches * _optionsPerTouch;
            var count = 0;
            var published = _model.Published.Length > 0 ? _model.Published[k] : -1;
            for (var c = 0; c < _model.Channels; c++)
            {
                var days = _model.Masks[(k * _model.Channels) + c];
                if (Left is not null)
                {
                    days = Affordable(touch, c, days, staff);
                }

                if (days != 0)
                {
                    count = GatherChannel(touch, columns.Rates[(k * _model.Channels) + c], c, days, staff, prices, published, place, count);
                }
            }

            if (count > 0)
            {
                _count[_touches] = count;
                _touch[_touches] = k - first;
                _label[_touches] = _model.Groups.LabelOf(touch.Reason);
                InsertInOrder(_touches++);
            }
        }
    }

    private void InsertInOrder(int slot)
    {
        var worth = _worth[slot * _optionsPerTouch];
        var place = slot;
        for (; place > 0 && _worth[_order[place - 1] * _optionsPerTouch] < worth; place--)
        {
            _order[place] = _order[place - 1];
        }

        _order[place] = slot;
    }

    private int GatherChannel(in PossibleTouch touch, int rate, int channel, ulong days, int staff, PriceTable prices, int published, int place, int count)
    {
        var terms = _model.Problem.Terms;
        var reasons = terms.Reasons.Length;
        var fixedWorth = -((terms.ChannelCosts[channel] + terms.Reasons[touch.Reason].ExtraCost) * PriceTable.Scale) - prices.Booking[(channel * reasons) + touch.Reason];
        var dayPrice = prices.Contact.AsSpan(channel * _model.Days, _model.Days);
        var workPrice = prices.Work.AsSpan(touch.Reason * _model.Days, _model.Days);
        var staffPrice = channel == _model.Call && _model.HasStaff ? prices.Price.AsSpan(staff, _model.Days) : default;
        var worths = _worth.AsSpan(place, _optionsPerTouch);
        var options = _option.AsSpan(place, _optionsPerTouch);
        for (; days != 0; days &= days - 1)
        {
            var t = BitOperations.TrailingZeroCount(days);
            var worth = (ContactProblem.Gross(touch, rate, t) * PriceTable.Scale) + fixedWorth - dayPrice[t] - (workPrice[t] * touch.WorkMinutes);
            if (!staffPrice.IsEmpty)
            {
                worth -= staffPrice[t] * touch.CallMinutes;
            }

            if (published == ((channel << 6) | t))
            {
                worth += _model.KeepBonus * PriceTable.Scale;
            }

            if (worth > 0)
            {
                var at = count++;
                for (; at > 0 && worths[at - 1] < worth; at--)
                {
                    (worths[at], options[at]) = (worths[at - 1], options[at - 1]);
                }

                (worths[at], options[at]) = (worth, (short)((channel << 6) | t));
            }
        }

        return count;
    }

    private void Dive(int position, long worth)
    {
        Nodes++;
        var allowed = _allowed.AsSpan(_depth * _rows, _rows);
        var others = MostOfLater(position, allowed);
        if (position < _touches)
        {
            var slot = _order[position];
            var at = slot * _optionsPerTouch;
            for (var j = FirstAllowed(slot, 0, allowed); j >= 0 && worth + _worth[at + j] + others > _bestWorth; j = FirstAllowed(slot, j + 1, allowed))
            {
                Place(slot, _option[at + j], position, worth + _worth[at + j]);
            }
        }

        if (others > 0)
        {
            if (worth + others > _bestWorth)
            {
                Dive(position + 1, worth);
            }
        }
        else if (worth > _bestWorth)
        {
            _bestWorth = worth;
            _bestCount = _depth;
            _current.AsSpan(0, _depth).CopyTo(_best);
        }
    }

    /// <summary>What the touches after a position are worth at most: each its best that is still allowed.</summary>
    private long MostOfLater(int position, ReadOnlySpan<ulong> allowed)
    {
        long most = 0;
        for (var p = position + 1; p < _touches; p++)
        {
            var next = FirstAllowed(_order[p], 0, allowed);
            most += next < 0 ? 0 : _worth[(_order[p] * _optionsPerTouch) + next];
        }

        return most;
    }

    private int FirstAllowed(int slot, int from, ReadOnlySpan<ulong> allowed)
    {
        var options = _option.AsSpan(slot * _optionsPerTouch, _count[slot]);
        for (var j = from; j < options.Length; j++)
        {
            if ((allowed[(_labels.Length * (options[j] >> 6)) + _label[slot]] >> (options[j] & 63) & 1) != 0)
            {
                return j;
            }
        }

        return -1;
    }

    private void Place(int slot, int option, int position, long worth)
    {
        var (channel, day, label) = (option >> 6, option & 63, _labels[_label[slot]]);
        var ofChannel = CapGroups.OfChannel(channel);
        var inAll = _contacts.Insert(CapGroups.All, day);
        var inChannel = _contacts.Insert(ofChannel, day);
        var inKind = _contacts.Insert(label.Kind, day);
        var inReason = _contacts.Insert(label.Reason, day);
        if (position + 1 < _touches)
        {
            var now = _allowed.AsSpan(_depth * _rows, _rows);
            var then = _allowed.AsSpan((_depth + 1) * _rows, _rows);
            var all = ~_contacts.ForbiddenThrough(CapGroups.All, inAll);
            var kinds = all & ~_contacts.ForbiddenThrough(label.Kind, inKind);
            var reasons = ~_contacts.ForbiddenThrough(label.Reason, inReason);
            for (var other = 0; other < _labels.Length; other++)
            {
                _ofLabel[other] = (_labels[other].Kind == label.Kind ? kinds : all) & (_labels[other].Reason == label.Reason ? reasons : ulong.MaxValue);
            }

            for (var (row, other) = (0, 0); row < then.Length; row++)
            {
                then[row] = now[row] & _ofLabel[other];
                other = other + 1 == _labels.Length ? 0 : other + 1;
            }

            var channels = ~_contacts.ForbiddenThrough(ofChannel, inChannel);
            foreach (ref var row in then.Slice(_labels.Length * channel, _labels.Length))
            {
                row &= channels;
            }
        }
        else
        {
            _allowed.AsSpan((_depth + 1) * _rows, _rows).Clear();
        }

        _current[_depth++] = new Placement((byte)_touch[slot], (byte)channel, (byte)day);
        if (_near is null)
        {
            Dive(position + 1, worth);
        }
        else
        {
            DiveNear(position + 1, worth);
        }

        _depth--;
        _contacts.RemoveAt(CapGroups.All, inAll);
        _contacts.RemoveAt(ofChannel, inChannel);
        _contacts.RemoveAt(label.Kind, inKind);
        _contacts.RemoveAt(label.Reason, inReason);
    }
}
