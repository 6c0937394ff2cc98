using System.Text.Json.Nodes;

namespace CrmKit.Engines.Tests;

/// <summary>The rules of the contact problem once more, read from the JSON and written as plainly as they are stated; shares nothing with the engine.</summary>
internal sealed class PlainProblem
{
    private readonly JsonNode _root;

    public PlainProblem(string json)
    {
        _root = JsonNode.Parse(json)!;
        Days = (int)_root["days"]!;
        Channels = [.. _root["channels"]!.AsArray().Select(name => (string)name!)];
        ChannelCost = Longs(_root["channel_cost"]!);
        Reasons = [.. _root["reasons"]!.AsArray().Select(reason => new Reason((string)reason!["name"]!, (string)reason["kind"]!, (long)reason["extra_cost"]!, (int)reason["campaign"]!, (int)reason["lag"]!))];
        Closed = [.. Channels.Select(channel => Longs(_root["closed_days"]![channel]!).ToHashSet())];
        Caps = [.. _root["caps"]!.AsArray().Select(cap => ((string)cap!["group"]!, (int)cap["window"]!, (int)cap["max"]!))];
        Capacity = [.. _root["channel_capacity"]!.AsArray().Select(row => Longs(row!))];
        DayCapacity = _root["day_capacity"] is { } days && days.AsArray().Count > 0 ? Longs(days) : null;
        Staff = [.. _root["staff_minutes"]!.AsArray().Select(row => Longs(row!))];
        Budget = (long)_root["budget_total"]!;
        Campaigns = Longs(_root["campaign_budget"]!);
        SoftWork = Longs(_root["work_week_soft_cap"]!);
        OverloadPrice = (long)_root["work_overload_price"]!;
        Customers = [.. _root["customers"]!.AsArray().Select(customer => Customer.Read(customer!, Longs))];
    }

    public int Days { get; }

    public string[] Channels { get; }

    public long[] ChannelCost { get; }

    public Reason[] Reasons { get; }

    public HashSet<long>[] Closed { get; }

    public (string Group, int Window, int Max)[] Caps { get; }

    public long[][] Capacity { get; }

    public long[]? DayCapacity { get; }

    public long[][] Staff { get; }

    public long Budget { get; }

    public long[] Campaigns { get; }

    public long[] SoftWork { get; }

    public long OverloadPrice { get; }

    public Customer[] Customers { get; }

    public bool IsCall(int channel) => Channels[channel] == "call";

    public long Cost(Touch touch, int channel) => ChannelCost[channel] + Reasons[touch.Reason].ExtraCost;

    public long Net(Touch touch, int channel, int day) => (Math.Max(0, touch.Base - (touch.Slope * Math.Abs(day - touch.Peak))) * touch.Rates[channel] / 1000) - Cost(touch, channel);

    public int Week(Touch touch, int day) => (day + Reasons[touch.Reason].Lag) / 7;

    /// <summary>Whether one option is open to a customer, caps aside.</summary>
    public bool IsOpen(Customer customer, Touch touch, int channel, int day) =>
        day >= 0 && day < Days && day >= touch.First && day <= touch.Last && touch.Rates[channel] > 0 && !Closed[channel].Contains(day)
        && !(customer.Blocked.Length == 2 && day >= customer.Blocked[0] && day <= customer.Blocked[1]);

    /// <summary>Whether a customer's optional contacts hold every cap in every window that touches the horizon.</summary>
    public bool HoldsCaps(Customer customer, IReadOnlyCollection<Choice> chosen)
    {
        foreach (var (group, window, max) in Caps)
        {
            for (var start = 1 - window; start < Days; start++)
            {
                bool Counts(int day, int channel, string kind, string? reason) =>
                    day >= start && day < start + window && (group == "all" || group == Channels[channel] || group == kind || group == $"reason:{reason}");
                var fixedOnes = customer.Fixed.Count(each => Counts(each.Day, each.Channel, each.Kind, each.Reason < 0 ? null : Reasons[each.Reason].Name));
                var optional = chosen.Count(each => Reasons[customer.Touches[each.Touch].Reason] is var reason && Counts(each.Day, each.Channel, reason.Kind, reason.Name));
                if (optional > Math.Max(0, max - fixedOnes))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The value of a plan, recomputed; fails the test where a rule is broken.</summary>
    public long ValueOf(IEnumerable<(long Customer, int Touch, int Channel, int Day)> plan)
    {
        var byId = Customers.ToDictionary(customer => customer.Id);
        var load = new Load(this);
        var value = 0L;
        foreach (var contacts in plan.GroupBy(each => each.Customer))
        {
            var customer = byId[contacts.Key];
            var chosen = contacts.Select(each => new Choice(each.Touch, each.Channel, each.Day)).ToArray();
            Assert.Equal(chosen.Length, chosen.Select(each => each.Touch).Distinct().Count());
            Assert.True(HoldsCaps(customer, chosen), $"customer {customer.Id} is contacted too often");
            foreach (var choice in chosen)
            {
                var touch = customer.Touches[choice.Touch];
                Assert.True(IsOpen(customer, touch, choice.Channel, choice.Day), $"customer {customer.Id}, touch {choice.Touch}: not open on day {choice.Day}");
                Assert.True(Net(touch, choice.Channel, choice.Day) > 0, "a contact that is worth nothing");
                value += Net(touch, choice.Channel, choice.Day);
                load.Add(customer, choice, 1);
            }
        }

        Assert.True(load.Fits, "a capacity or a budget is exceeded");
        return value - load.Overload;
    }

    private static long[] Longs(JsonNode node) => [.. node.AsArray().Select(item => (long)item!)];

    internal sealed record Reason(string Name, string Kind, long ExtraCost, int Campaign, int Lag);

    internal sealed record Touch(int Reason, int First, int Last, int Peak, long Base, long Slope, long[] Rates, long Minutes, long Work);

    internal readonly record struct Choice(int Touch, int Channel, int Day);

    internal sealed record Customer(long Id, int Staff, (int Day, int Channel, string Kind, int Reason)[] Fixed, int[] Blocked, Touch[] Touches)
    {
        public static Customer Read(JsonNode node, Func<JsonNode, long[]> longs) => new(
            (long)node["id"]!,
            (int)node["staff"]!,
            [.. node["hist"]!.AsArray().Concat(node["commit"]!.AsArray()).Select(each => ((int)each![0]!, (int)each[1]!, (string)each[2]!, each.AsArray().Count > 3 ? (int)each[3]! : -1))],
            [.. longs(node["blocked"]!).Select(day => (int)day)],
            [.. node["touches"]!.AsArray().Select(each => new Touch((int)each![0]!, (int)each[1]!, (int)each[2]!, (int)each[3]!, (long)each[4]!, (long)each[5]!, longs(each[6]!), (long)each[7]!, (long)each[8]!))]);

        public IEnumerable<(int Day, int Channel)> Commitments => Fixed.Where(each => each.Day >= 0).Select(each => (each.Day, each.Channel));
    }

    /// <summary>What contacts take of everything that is shared.</summary>
    internal sealed class Load
    {
        private readonly PlainProblem _problem;
        private readonly long[][] _contacts;
        private readonly long[] _inAll;
        private readonly long[][] _minutes;
        private readonly long[] _campaigns;
        private readonly long[] _work;
        private long _money;

        public Load(PlainProblem problem)
        {
            _problem = problem;
            _inAll = problem.NetDayCapacity();
            (_contacts, _minutes) = (problem.NetCapacity(), [.. problem.Staff.Select(row => (long[])row.Clone())]);
            (_campaigns, _work, _money) = ([.. problem.Campaigns], new long[problem.SoftWork.Length], problem.Budget);
        }

        public bool Fits => _money >= 0 && _inAll.All(left => left >= 0) && _campaigns.All(left => left >= 0) && _contacts.All(row => row.All(left => left >= 0)) && _minutes.All(row => row.All(left => left >= 0));

        public long Overload => _work.Select((work, week) => Math.Max(0, work - _problem.SoftWork[week])).Sum() * _problem.OverloadPrice;

        public void Add(Customer customer, Choice choice, int factor)
        {
            var touch = customer.Touches[choice.Touch];
            _contacts[choice.Channel][choice.Day] -= factor;
            if (_inAll.Length > 0)
            {
                _inAll[choice.Day] -= factor;
            }

            if (_problem.IsCall(choice.Channel) && _minutes.Length > 0)
            {
                _minutes[customer.Staff][choice.Day] -= factor * touch.Minutes;
            }

            _money -= factor * _problem.Cost(touch, choice.Channel);
            if (_problem.Reasons[touch.Reason].Campaign is >= 0 and var campaign)
            {
                _campaigns[campaign] -= factor * _problem.Cost(touch, choice.Channel);
            }

            _work[_problem.Week(touch, choice.Day)] += factor * touch.Work;
        }
    }

    public long[] NetDayCapacity() =>
        [.. (DayCapacity ?? []).Select((units, t) => Math.Max(0, units - Customers.Sum(customer => customer.Commitments.Count(each => each.Day == t))))];

    public long[][] NetCapacity()
    {
        var net = Capacity.Select(row => (long[])row.Clone()).ToArray();
        foreach (var (day, channel) in Customers.SelectMany(customer => customer.Commitments))
        {
            net[channel][day]--;
        }

        return [.. net.Select(row => row.Select(left => Math.Max(0, left)).ToArray())];
    }
}
