namespace CrmKit.Cadence;

/// <summary>The checks that the options of occasions have in common.</summary>
internal static class OccasionCheck
{
    public static void Days(int days, int least, int most, string what, string parameter)
    {
        if (days < least || days > most)
        {
            throw new ArgumentOutOfRangeException(parameter, days, string.Create(CultureInfo.InvariantCulture, $"{what} must be {least} to {most} days."));
        }
    }

    public static void Reach(ImmutableArray<Channel> channels, Purpose purpose, string parameter)
    {
        if (channels.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(parameter, "At least one channel must be admissible.");
        }

        foreach (var channel in channels)
        {
            if (!Enum.IsDefined(channel))
            {
                throw new ArgumentOutOfRangeException(parameter, channel, "Unknown channel.");
            }
        }

        // A purpose that is default names none.
        _ = purpose.Code;
    }

    public static void LeapDay(CrmKit.Calendars.LeapDayPolicy policy, string parameter)
    {
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(parameter, policy, "Name a policy: February28, March1 or LeapYearsOnly.");
        }
    }
}
