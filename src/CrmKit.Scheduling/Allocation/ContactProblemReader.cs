using System.Text.Json;

namespace CrmKit.Scheduling;

/// <summary>Puts the fields of the JSON form together, in whatever order they come.</summary>
internal sealed partial class ContactProblemReader(CancellationToken cancellationToken)
{
    private static readonly string[] Required =
    [
        "format", "days", "first_dow", "channels", "channel_cost", "reasons", "closed_days", "caps", "channel_capacity", "staff_minutes",
        "budget_total", "campaign_budget", "work_week_soft_cap", "work_overload_price", "customers",
    ];

    private static readonly string[] Optional = ["day_capacity"];

    private readonly ContactProblemBuilder _builder = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<int>> _closed = new(StringComparer.Ordinal);
    private int? _customer;
    private ImmutableArray<string> _channels = [];
    private ImmutableArray<long> _channelCosts = [];
    private ImmutableArray<TouchReason> _reasons = [];
    private ImmutableArray<RollingCap> _caps = [];
    private ImmutableArray<ImmutableArray<long>> _channelCapacity = [];
    private ImmutableArray<long> _dayCapacity = [];
    private ImmutableArray<ImmutableArray<long>> _staffMinutes = [];
    private ImmutableArray<long> _campaignBudgets = [];
    private ImmutableArray<long> _weeklyWork = [];
    private long _days;
    private long _firstDayOfWeek;
    private long _totalBudget;
    private long _overloadPrice;

    public ContactProblem Read(ref JsonTokens tokens)
    {
        if (!tokens.Read() || tokens.Type != JsonTokenType.StartObject)
        {
            throw Fault("(text)", "a JSON object");
        }

        while (Next(ref tokens, JsonTokenType.EndObject))
        {
            var name = tokens.Text();
            tokens.Read();
            if ((Array.IndexOf(Required, name) >= 0 || Array.IndexOf(Optional, name) >= 0) && !_seen.Add(name))
            {
                throw Fault(name, "the field once");
            }

            ReadField(ref tokens, name);
        }

        if (tokens.Read())
        {
            throw Fault("(text)", "one JSON object and nothing after it");
        }

        if (Array.Find(Required, name => !_seen.Contains(name)) is { } missing)
        {
            throw Fault(missing, "the field, which is missing");
        }

        return _builder.Build(Terms());
    }

    private void ReadField(ref JsonTokens tokens, string name)
    {
        switch (name)
        {
            case "format" when tokens.Type != JsonTokenType.String || !tokens.Is("crmkit-contact-scheduling/1"u8): throw Fault(name, ContactProblemJson.Format);
            case "days": _days = Integer(ref tokens, name); break;
            case "first_dow": _firstDayOfWeek = Integer(ref tokens, name); break;
            case "channels": _channels = Texts(ref tokens, name); break;
            case "channel_cost": _channelCosts = Integers(ref tokens, name); break;
            case "reasons": ReadReasons(ref tokens); break;
            case "closed_days": ReadClosed(ref tokens); break;
            case "caps": ReadCaps(ref tokens); break;
            case "channel_capacity": _channelCapacity = Table(ref tokens, name); break;
            case "day_capacity": _dayCapacity = Integers(ref tokens, name); break;
            case "staff_minutes": _staffMinutes = Table(ref tokens, name); break;
            case "budget_total": _totalBudget = Integer(ref tokens, name); break;
            case "campaign_budget": _campaignBudgets = Integers(ref tokens, name); break;
            case "work_week_soft_cap": _weeklyWork = Integers(ref tokens, name); break;
            case "work_overload_price": _overloadPrice = Integer(ref tokens, name); break;
            case "customers": ReadCustomers(ref tokens); break;
            default: tokens.PassOver(); break;
        }
    }

    private ContactTerms Terms()
    {
        var closed = new List<ImmutableArray<int>>();
        foreach (var channel in _channels)
        {
            closed.Add(_closed.TryGetValue(channel, out var days) ? days : throw Fault("closed_days." + channel, "a list of days, which is missing"));
        }

        if (_closed.Keys.Any(channel => _channels.IndexOf(channel) < 0))
        {
            throw Fault("closed_days", "names of channels alone");
        }

        return new ContactTerms
        {
            Days = Int(_days),
            FirstDayOfWeek = Int(_firstDayOfWeek),
            Channels = _channels,
            ChannelCosts = _channelCosts,
            Reasons = _reasons,
            ClosedDays = [.. closed],
            Caps = _caps,
            ChannelCapacity = _channelCapacity,
            DayCapacity = _dayCapacity,
            StaffMinutes = _staffMinutes,
            TotalBudget = _totalBudget,
            CampaignBudgets = _campaignBudgets,
            WeeklyWork = _weeklyWork,
            OverloadPrice = _overloadPrice,
        };
    }

    private void ReadReasons(ref JsonTokens tokens)
    {
        var reasons = ImmutableArray.CreateBuilder<TouchReason>();
        Begin(ref tokens, JsonTokenType.StartArray, "reasons", "a list of reasons");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            var at = At("reasons", reasons.Count);
            Begin(ref tokens, JsonTokenType.StartObject, at, "a reason");
            string? name = null;
            ContactKind? kind = null;
            long? extra = null, campaign = null, lag = null;
            while (Next(ref tokens, JsonTokenType.EndObject))
            {
                var field = tokens.Text();
                tokens.Read();
                switch (field)
                {
                    case "name": name = Text(ref tokens, at + ".name"); break;
                    case "kind": kind = Kind(ref tokens) ?? throw Fault(at + ".kind", TermsChecks.KindNames); break;
                    case "extra_cost": extra = Integer(ref tokens, at + ".extra_cost"); break;
                    case "campaign": campaign = Integer(ref tokens, at + ".campaign"); break;
                    case "lag": lag = Integer(ref tokens, at + ".lag"); break;
                    default: tokens.PassOver(); break;
                }
            }

            reasons.Add(new TouchReason(
                name ?? throw Missing(at + ".name"),
                kind ?? throw Missing(at + ".kind"),
                extra ?? throw Missing(at + ".extra_cost"),
                Int(campaign ?? throw Missing(at + ".campaign")),
                Int(lag ?? throw Missing(at + ".lag"))));
        }

        _reasons = reasons.ToImmutable();
    }

    private void ReadCaps(ref JsonTokens tokens)
    {
        var caps = ImmutableArray.CreateBuilder<RollingCap>();
        Begin(ref tokens, JsonTokenType.StartArray, "caps", "a list of caps");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            var at = At("caps", caps.Count);
            Begin(ref tokens, JsonTokenType.StartObject, at, "a cap");
            string? group = null;
            long? window = null, max = null;
            while (Next(ref tokens, JsonTokenType.EndObject))
            {
                var field = tokens.Text();
                tokens.Read();
                switch (field)
                {
                    case "group": group = Text(ref tokens, at + ".group"); break;
                    case "window": window = Integer(ref tokens, at + ".window"); break;
                    case "max": max = Integer(ref tokens, at + ".max"); break;
                    default: tokens.PassOver(); break;
                }
            }

            caps.Add(new RollingCap(group ?? throw Missing(at + ".group"), Int(window ?? throw Missing(at + ".window")), Int(max ?? throw Missing(at + ".max"))));
        }

        _caps = caps.ToImmutable();
    }

    private void ReadClosed(ref JsonTokens tokens)
    {
        Begin(ref tokens, JsonTokenType.StartObject, "closed_days", "an object of lists of days by channel");
        while (Next(ref tokens, JsonTokenType.EndObject))
        {
            var channel = tokens.Text();
            tokens.Read();
            if (!_closed.TryAdd(channel, [.. Integers(ref tokens, "closed_days." + channel).Select(Int)]))
            {
                throw Fault("closed_days." + channel, "the channel once");
            }
        }
    }
}
