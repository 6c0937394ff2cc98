using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>Proposes a contact when a relationship has cooled to its tier's target.</summary>
/// <remarks>
/// The key is the instant from which the warmth is counted, how many contacts went unanswered since, and how many windows went by without one: a person who moves to another zone
/// is not written to twice, a contact that got no answer leads to a later one, and after any downtime exactly one window is open. Thread-safe where the choice of tiers is.
/// </remarks>
public sealed class KeepInTouch : ITouchSource
{
    private readonly WarmthPolicy _policy;
    private readonly KeepInTouchOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="policy">When a contact is due.</param>
    /// <param name="options">Who is kept warm, and with what.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public KeepInTouch(WarmthPolicy policy, KeepInTouchOptions options)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(options);
        if (options.WindowDays is < 1 or > 366)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.WindowDays, "A contact may leave for 1 to 366 days.");
        }

        if (options.Channels.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "At least one channel must be admissible.");
        }

        // A contact that asks for no answer would never count as unanswered, and the next window would bring another.
        if (options.Class is not (TouchClass.Promotional or TouchClass.Relationship))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Class, "Keeping in touch is Promotional or Relationship.");
        }

        if (!Enum.IsDefined(options.Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Name a kind: Value, Care or Pitch.");
        }

        _policy = policy;
        _options = options.TierOf is null ? throw new ArgumentNullException(nameof(options), "The choice of tiers is missing.") : options;
    }

    /// <inheritdoc/>
    public bool BeginsAnew => true;

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if ((!_options.WithPurchases && HasBought(customer)) || _options.TierOf(customer) is not { } tier)
        {
            yield break;
        }

        var decision = _policy.Decide(tier, customer.History, today);
        if (!decision.IsDue)
        {
            yield break;
        }

        // Windows are counted from the due day, so that the one that is open does not depend on when anybody asked before.
        var missed = Period.DaysBetween(decision.Due!.Value, today) / _options.WindowDays;
        var start = decision.Due.Value.PlusDays(missed * _options.WindowDays);
        var left = Period.DaysBetween(start, LocalDate.MaxIsoValue);
        yield return new TouchCandidate
        {
            Key = new TouchKey(
                customer.Customer.Id,
                WarmthReasons.Due,
                string.Create(CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(decision.RestartedAt!.Value)}/{decision.Unanswered}/{missed}")),
            Reason = decision.Reason,
            Class = _options.Class,
            Kind = _options.Kind,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = new DateInterval(start, start.PlusDays(Math.Min(_options.WindowDays - 1, left))),

            // Who buys in the meantime has been heard of, and the warmth begins anew.
            Moot = TouchMoot.OnPurchaseAfter(LocalDate.Max(decision.Since!.Value, customer.LastPurchase ?? decision.Since.Value)),
        };
    }

    private static bool HasBought(CustomerSnapshot customer) => customer.LastPurchase is not null || customer.History.Summary.Purchases > 0;
}
