using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>Proposes a contact whenever a full interval has gone by since the last purchase or contact.</summary>
/// <remarks>
/// Due days are counted from the last interaction, k intervals after it, never from the previous due day. The window of one due day
/// ends where the next begins, so that after any downtime exactly one of them is open: nobody is forgotten and nobody is flooded. Thread-safe.
/// </remarks>
public sealed class IntervalCadence : ITouchSource
{
    private readonly IntervalCadenceOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">The interval and what is sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is outside 1 to 3,660 days, or no channel is admissible.</exception>
    public IntervalCadence(IntervalCadenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.IntervalDays is < 1 or > 3660)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.IntervalDays, "The interval must be 1 to 3660 days.");
        }

        if (options.Channels.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "At least one channel must be admissible.");
        }

        _options = options;
    }

    /// <inheritdoc/>
    public bool BeginsAnew => true;

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (LastInteraction(customer) is not { } last)
        {
            yield break;
        }

        var intervals = Period.DaysBetween(last, today) / _options.IntervalDays;
        if (intervals < 1)
        {
            yield break;
        }

        var due = last.PlusDays(intervals * _options.IntervalDays);
        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, ReasonCodes.IntervalDue, LocalDatePattern.Iso.Format(due)),
            Reason = Why(customer, last, due, today),
            Class = _options.Class,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = new DateInterval(due, due.PlusDays(_options.IntervalDays - 1)),
            Value = ValueInMinorUnits.Of(customer.Outlook.Value),

            // Who buys in the meantime has been heard of, and the interval begins anew.
            Moot = TouchMoot.OnPurchaseAfter(last),
        };
    }

    private static LocalDate? LastInteraction(CustomerSnapshot customer) => (customer.LastPurchase, customer.LastContact) switch
    {
        ({ } bought, { } contacted) => LocalDate.Max(bought, contacted),
        ({ } bought, null) => bought,
        (null, { } contacted) => contacted,
        _ => null,
    };

    private Reason Why(CustomerSnapshot customer, LocalDate last, LocalDate due, LocalDate today)
    {
        var days = Period.DaysBetween(last, today);
        var facts = ImmutableArray.Create(
            ReasonArgument.Of("due", due),
            ReasonArgument.Of("days", days),
            ReasonArgument.Of("interval", _options.IntervalDays));
        if (customer.Outlook.Value is { } value)
        {
            facts = facts.AddRange(
                ReasonArgument.Of("value", value.ExpectedValue.Round()),
                ReasonArgument.Of("horizon", value.HorizonDays),
                ReasonArgument.Of("alive", Math.Round(value.ProbabilityAlive, 4)));
        }

        return new Reason(ReasonCodes.IntervalDue, facts);
    }
}
