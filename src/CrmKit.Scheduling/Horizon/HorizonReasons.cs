namespace CrmKit.Scheduling;

/// <summary>Why a contact has no day in the horizon, in reasons that are stored.</summary>
internal sealed class HorizonReasons(HorizonProblem problem, ContactAllocation allocation, HorizonChannels channels, HorizonOptions options)
{
    private readonly Lazy<AllocationReasons> _reasons = new(() => new AllocationReasons(problem.Problem, allocation));

    public Reason Of(int customer, HorizonCase person, HorizonOption option)
    {
        // More than the allocator looks at for one person: the least valuable wait.
        if (problem.PlaceOf(customer, option) is not { } place)
        {
            return LeftOut(person, option);
        }

        var why = _reasons.Value.Explain(customer)[place.Touch];
        return why.Outcome switch
        {
            TouchOutcome.Displaced or TouchOutcome.CapFull when why.Cap is { } cap => Displaced(customer, person, why, cap),
            TouchOutcome.Outpriced when why.Option is { } best => new Reason(
                ReasonCodes.Outpriced,
                ReasonArgument.Of("day", person.Days.BusinessDay(best.Day)),
                ReasonArgument.Of("channel", channels[best.Channel].ToString()),
                ReasonArgument.Of("short", -why.Worth / (ContactPrices.Scale * problem.Scale))),
            TouchOutcome.ResourceFull when why.Resource is { } resource => new Reason(ReasonCodes.ResourceFull, ReasonArgument.Of("resource", Name(resource, person))),
            _ => LeftOut(person, option),
        };
    }

    private Reason LeftOut(HorizonCase person, HorizonOption option) =>
        new(ReasonCodes.LeftOut, ReasonArgument.Of("until", person.Days.BusinessDay(options.Days - 1)), ReasonArgument.Of("worth", option.Candidate.Value));

    private Reason Displaced(int customer, HorizonCase person, TouchReasoning why, RollingCap cap)
    {
        // Contacts of the same person, by reason and occurrence; those that were made or are owed fill the cap as well.
        string[] by =
        [
            .. why.DisplacedBy.Select(touch => Name(problem.OptionAt(customer, touch).Candidate.Key)),
            .. why.FilledBy.Length > why.DisplacedBy.Length ? ["contacts made or owed"] : Array.Empty<string>(),
        ];
        ReasonArgument[] told =
        [
            ReasonArgument.Of("by", string.Join(", ", by)), ReasonArgument.Of("group", cap.Group), ReasonArgument.Of("cap", cap.Max), ReasonArgument.Of("window", cap.Window),
            .. why.FreesOn is { } day ? [ReasonArgument.Of("frees", person.Days.PersonDay(day))] : Array.Empty<ReasonArgument>(),
        ];
        return new Reason(ReasonCodes.Displaced, [.. told]);
    }

    private static string Name(TouchKey key) => $"{key.Reason}/{key.Occurrence}";

    private string Name(PlanResource resource, HorizonCase person) => resource.Kind switch
    {
        PlanResourceKind.ChannelDay => $"{channels.Names[resource.Index]} on {person.Days.BusinessDay(resource.Day):uuuu'-'MM'-'dd}",
        PlanResourceKind.DayTotal => $"all contacts on {person.Days.BusinessDay(resource.Day):uuuu'-'MM'-'dd}",
        _ => "the budget",
    };
}
