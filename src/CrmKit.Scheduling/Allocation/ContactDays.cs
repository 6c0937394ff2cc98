namespace CrmKit.Scheduling;

/// <summary>The days of one customer's contacts by cap group, in order, and the days on which one more would break a cap.</summary>
/// <remarks>
/// A contact on day t breaks a cap of at most M in W days exactly where M contacts that follow one another in order, from day f to day l, lie with t inside W days:
/// <c>l - W &lt; t &lt; f + W</c> and <c>l - f &lt; W</c>. So a cap is a union of stretches, one for each such run, and a set of days is a bit mask.
/// </remarks>
internal sealed class ContactDays(AllocationModel model)
{
    private readonly int[][] _days = [.. Enumerable.Range(0, model.Groups.Count).Select(_ => new int[64])];
    private readonly int[] _count = new int[model.Groups.Count];
    private readonly int _longest = model.Groups.Rules.Select(cap => cap.Window).DefaultIfEmpty(0).Max();

    /// <summary>Forgets everything but the fixed contacts of a customer.</summary>
    public void Load(int customer)
    {
        Array.Clear(_count);
        var columns = model.Problem.Columns;
        for (var f = columns.FixedStart[customer]; f < columns.FixedStart[customer + 1]; f++)
        {
            var contact = columns.Fixed[f];
            if (contact.Day > -_longest)
            {
                Add(contact);
            }
        }

        foreach (var locked in model.LockedOf(customer))
        {
            Add(model.AsFixed(customer, locked));
        }
    }

    /// <summary>Adds a contact to all groups that it belongs to.</summary>
    public void Add(FixedContact contact)
    {
        var (kind, reason) = model.Groups.GroupsOf(contact);
        Insert(CapGroups.All, contact.Day);
        Insert(CapGroups.OfChannel(contact.Channel), contact.Day);
        Insert(kind, contact.Day);
        Insert(reason, contact.Day);
    }

    /// <summary>The days that the caps forbid a contact that belongs to some groups.</summary>
    public ulong ForbiddenTo(int channel, CapGroups.Label label) =>
        Forbidden(CapGroups.All) | Forbidden(CapGroups.OfChannel(channel)) | Forbidden(label.Kind) | Forbidden(label.Reason);

    /// <summary>Adds a contact to a group and tells where it now stands; -1 for no group.</summary>
    public int Insert(int group, int day)
    {
        if (group < 0)
        {
            return -1;
        }

        var count = _count[group];
        if (count == _days[group].Length)
        {
            Array.Resize(ref _days[group], 2 * count);
        }

        var days = _days[group];
        var place = count;
        while (place > 0 && days[place - 1] > day)
        {
            days[place] = days[place - 1];
            place--;
        }

        days[place] = day;
        _count[group] = count + 1;
        return place;
    }

    /// <summary>Takes back what stands at a place.</summary>
    public void RemoveAt(int group, int place)
    {
        if (group < 0)
        {
            return;
        }

        var days = _days[group];
        var last = --_count[group];
        for (; place < last; place++)
        {
            days[place] = days[place + 1];
        }
    }

    /// <summary>The days that the caps of a group now forbid because of runs through the contact at a place.</summary>
    public ulong ForbiddenThrough(int group, int place)
    {
        if (group < 0)
        {
            return 0;
        }

        var days = _days[group];
        var count = _count[group];
        var forbidden = 0UL;
        foreach (var cap in model.CapsOfGroup[group])
        {
            forbidden |= Runs(cap, days, place, Math.Min(place, count - cap.Max));
        }

        return forbidden;
    }

    /// <summary>The days that one cap forbids.</summary>
    public ulong ForbiddenBy(CapRule cap) => cap.Max == 0 ? ulong.MaxValue : Runs(cap, _days[cap.Group], cap.Max - 1, _count[cap.Group] - cap.Max);

    /// <summary>The stretches of the runs that begin early enough to reach a place, up to the last start.</summary>
    private static ulong Runs(CapRule cap, int[] days, int place, int last)
    {
        var forbidden = 0UL;
        for (var start = Math.Max(0, place - cap.Max + 1); cap.Max > 0 && start <= last; start++)
        {
            var (from, to) = (days[start], days[start + cap.Max - 1]);
            if (to - from < cap.Window)
            {
                forbidden |= Span(to - cap.Window + 1, from + cap.Window - 1);
            }
        }

        return forbidden;
    }

    /// <summary>The days that the caps of a group forbid at all.</summary>
    public ulong Forbidden(int group)
    {
        if (group < 0)
        {
            return 0;
        }

        var forbidden = 0UL;
        foreach (var cap in model.CapsOfGroup[group])
        {
            forbidden |= cap.Max == 0 ? ulong.MaxValue : 0;
        }

        for (var place = 0; place < _count[group]; place++)
        {
            forbidden |= ForbiddenThrough(group, place);
        }

        return forbidden;
    }

    /// <summary>The bits of the days from one to another, as far as they are days of a horizon.</summary>
    public static ulong Span(int first, int last)
    {
        first = Math.Max(first, 0);
        last = Math.Min(last, 63);
        return first > last ? 0 : (ulong.MaxValue << first) & (ulong.MaxValue >> (63 - last));
    }
}
