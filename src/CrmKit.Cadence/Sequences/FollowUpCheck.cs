namespace CrmKit.Cadence;

/// <summary>The checks of the options of a sequence.</summary>
internal static class FollowUpCheck
{
    private const int MostSteps = 100;

    public static void Options(FollowUpSequenceOptions options, string parameter)
    {
        _ = options.Name.Code;
        ArgumentNullException.ThrowIfNull(options.BusinessZone, parameter);
        ArgumentNullException.ThrowIfNull(options.BusinessDays, parameter);
        OccasionCheck.Reach(options.Channels, options.Purpose, parameter);
        if (options.Steps.IsDefaultOrEmpty || options.Steps.Length > MostSteps)
        {
            throw new ArgumentOutOfRangeException(parameter, $"A sequence has 1 to {MostSteps} steps.");
        }

        if (options.Touches is < 1 or > MostSteps)
        {
            throw new ArgumentOutOfRangeException(parameter, options.Touches, $"The length must be 1 to {MostSteps} touches.");
        }

        OccasionCheck.Days(options.TurnBusinessDays, 0, 60, "The wait for a channel's turn", parameter);
        for (var step = 0; step < options.Steps.Length; step++)
        {
            Step(options.Steps[step], isFirst: step == 0, options, parameter);
        }

        Yields(options, parameter);
    }

    private static void Step(FollowUpStep step, bool isFirst, FollowUpSequenceOptions options, string parameter)
    {
        ArgumentNullException.ThrowIfNull(step, parameter);
        OccasionCheck.Days(step.BusinessDays, isFirst ? 0 : 1, 260, isFirst ? "Business days to the first step" : "Business days to a later step", parameter);
        OccasionCheck.Days(step.WindowDays, 1, 366, "The window of a step", parameter);
        if (!Enum.IsDefined(step.From))
        {
            throw new ArgumentOutOfRangeException(parameter, step.From, "Business days are counted from PreviousStep or Start.");
        }

        if (!Enum.IsDefined(step.Class) || (step.Kind is { } kind && !Enum.IsDefined(kind)))
        {
            throw new ArgumentOutOfRangeException(parameter, step.Class, "Unknown class or kind of contact.");
        }

        if (!step.Channels.IsEmpty)
        {
            OccasionCheck.Reach(step.Channels, options.Purpose, parameter);
        }

        // Throws where the code of a reason has another form.
        _ = new TouchKey(new CustomerId("any"), step.Reason, "any");
    }

    private static void Yields(FollowUpSequenceOptions options, string parameter)
    {
        var yields = options.Yields.IsDefault ? [] : options.Yields;
        if (options.WorthShare is { } worth ? !(worth is > 0 and <= 1) || yields.IsEmpty : !yields.IsEmpty)
        {
            throw new ArgumentOutOfRangeException(parameter, options.WorthShare, "With yields, the share that a touch must bring is above 0 and up to 1; without them there is none.");
        }

        for (var touch = 0; touch < yields.Length; touch++)
        {
            var (made, sold, upper) = yields[touch];
            if (made < 0 || sold < 0 || sold > made || (made > 0 && !(upper <= 1 && upper >= (double)sold / made)))
            {
                throw new ArgumentOutOfRangeException(
                    parameter,
                    string.Create(CultureInfo.InvariantCulture, $"Touch {touch + 1}: made is 0 or more, sold is 0 to made, and the upper limit from the share sold to 1."));
            }
        }
    }
}
