namespace CrmKit.Cadence;

/// <summary>What a cadence is decided on, of many people at once: a column each, person i at place i of every one.</summary>
/// <remarks>
/// Days are numbers, counted from 1970-01-01 as <see cref="DayNumber"/> tells; <see cref="Unknown"/> stands for a day that is not known, NaN for a number that is not. A column that
/// is empty is not known of anybody. The columns are read, never copied.
/// </remarks>
public sealed class CadenceColumns
{
    /// <summary>A day that is not known.</summary>
    public const int Unknown = int.MinValue;

    /// <summary>Customer-local day on which either side was last active; <see cref="Unknown"/> for somebody of whom no more is known than a purchase, or nothing. As long as there are people.</summary>
    public required ReadOnlyMemory<int> LastInteraction { get; init; }

    /// <summary>Day of the last purchase; <see cref="Unknown"/> for somebody who never bought.</summary>
    public ReadOnlyMemory<int> LastPurchase { get; init; }

    /// <summary>Expected value in a year, in major units of the profile's currency. Orders the due list, whether the profile has tiers or not.</summary>
    public ReadOnlyMemory<double> YearlyValue { get; init; }

    /// <summary>Chance that the customer has left, 0 to 1.</summary>
    public ReadOnlyMemory<double> ProbabilityLeft { get; init; }

    /// <summary>Chance that a customer who is still one leaves soon, 0 to 1; NaN where nobody made an early warning.</summary>
    public ReadOnlyMemory<double> ProbabilityOfLeaving { get; init; }

    /// <summary>First day of the window in which the next purchase is expected.</summary>
    public ReadOnlyMemory<int> WindowStart { get; init; }

    /// <summary>How many people there are.</summary>
    public int Count => LastInteraction.Length;

    /// <summary>The number of a civil day: days since 1970-01-01.</summary>
    /// <param name="day">The day, of the ISO calendar.</param>
    public static int DayNumber(LocalDate day) => CivilNumbers.Of(day);

    /// <summary>The civil day of a number.</summary>
    /// <param name="number">Days since 1970-01-01.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static LocalDate DayOf(int number) => CivilNumbers.DayOf(number);

    /// <summary>The columns of people whose facts stand one by one.</summary>
    /// <param name="people">The facts; <c>null</c> for somebody who was never heard of.</param>
    /// <param name="profile">The profile, in whose currency values are held; a value in another is not known.</param>
    public static CadenceColumns Of(IReadOnlyList<CadenceFacts?> people, BusinessProfile profile)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(profile);
        var (active, bought, windows) = (new int[people.Count], new int[people.Count], new int[people.Count]);
        var (values, left, leaving) = (new double[people.Count], new double[people.Count], new double[people.Count]);
        for (var i = 0; i < people.Count; i++)
        {
            var facts = people[i];
            active[i] = Number(facts?.LastInteraction);
            bought[i] = Number(facts?.LastPurchase);
            windows[i] = Number(facts?.WindowStart);
            values[i] = facts is { } known ? IntervalTerms.Worth(profile, known) : double.NaN;
            left[i] = facts?.ProbabilityLeft ?? double.NaN;
            leaving[i] = facts?.ProbabilityOfLeaving ?? double.NaN;
        }

        return new CadenceColumns
        {
            LastInteraction = active, LastPurchase = bought, YearlyValue = values, ProbabilityLeft = left, ProbabilityOfLeaving = leaving, WindowStart = windows,
        };
    }

    /// <exception cref="ArgumentException">A column is neither empty nor as long as the first.</exception>
    internal void Check(string paramName)
    {
        ReadOnlySpan<(int Length, string Name)> columns =
        [
            (LastPurchase.Length, nameof(LastPurchase)),
            (YearlyValue.Length, nameof(YearlyValue)),
            (ProbabilityLeft.Length, nameof(ProbabilityLeft)),
            (ProbabilityOfLeaving.Length, nameof(ProbabilityOfLeaving)),
            (WindowStart.Length, nameof(WindowStart)),
        ];
        foreach (var (length, name) in columns)
        {
            if (length != 0 && length != Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} holds {length} people, {nameof(LastInteraction)} {Count}: a column is empty or as long as the first."), paramName);
            }
        }
    }

    private static int Number(LocalDate? day) => day is { } known ? CivilNumbers.Of(known) : Unknown;
}
