using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>Proposes a greeting on each customer's birthday. It is owed, not merely worth while, and sells nothing.</summary>
/// <remarks>Each occurrence is computed from month and day of birth in the year at hand, never from last year's greeting. Thread-safe.</remarks>
public sealed class Birthdays : ITouchSource
{
    private readonly BirthdayOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">How birthdays are kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Birthdays(BirthdayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.LateDays is < 0 or > 30)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LateDays, "A greeting may be 0 to 30 days late.");
        }

        if (!Enum.IsDefined(options.LeapDay))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LeapDay, "Name a policy: February28, March1 or LeapYearsOnly.");
        }

        if (options.Channels.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "At least one channel must be admissible.");
        }

        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (customer.Customer.Birthday is not { } birthday)
        {
            yield break;
        }

        var day = new AnnualOccasion(birthday.Day, _options.LeapDay).NextOnOrAfter(today.PlusDays(-_options.LateDays));
        if (day > today)
        {
            yield break;
        }

        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, ReasonCodes.Birthday, LocalDatePattern.Iso.Format(day)),
            Reason = new Reason(ReasonCodes.Birthday, ReasonArgument.Of("day", day)),
            Class = TouchClass.Relationship,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = new DateInterval(day, day.PlusDays(_options.LateDays)),
            IsCommitment = true,
        };
    }
}
