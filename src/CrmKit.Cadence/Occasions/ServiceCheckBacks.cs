namespace CrmKit.Cadence;

/// <summary>Asks how a service holds: some days after a purchase that includes one of the items named, such as <c>repair</c>. It is owed.</summary>
/// <remarks>
/// Asks about the last such service alone: nobody is asked how the first repair holds who has been back with it since. The key is the day of the purchase as the
/// business has it. A service that was given back in full is not asked about. Thread-safe.
/// </remarks>
public sealed class ServiceCheckBacks : ITouchSource
{
    private readonly CheckBackOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">What is asked about, and when.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range, or no item is named.</exception>
    public ServiceCheckBacks(CheckBackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check(nameof(options));
        if (options.Items.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "At least one item must count as a service.");
        }

        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (customer.History.Summary.LastPurchase is not { } last || last.PlusDays(_options.WithinDays) < today)
        {
            yield break;
        }

        var service = customer.History.Kept().LastOrDefault(purchase => purchase.Day <= today && purchase.Items.Any(_options.Items.Contains));
        if (service is null)
        {
            yield break;
        }

        var window = new DateInterval(service.Day.PlusDays(_options.AfterDays), service.Day.PlusDays(_options.WithinDays));
        if (!window.Contains(today))
        {
            yield break;
        }

        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, OccasionReasons.ServiceCheckBack, Occurrence.Of(service.Day)),
            Reason = new Reason(
                OccasionReasons.ServiceCheckBack,
                ReasonArgument.Of("item", service.Items.First(_options.Items.Contains).Code),
                ReasonArgument.Of("bought", service.Day)),
            Class = TouchClass.Relationship,
            Purpose = _options.Purpose,
            Channels = _options.Channels,
            Window = window,
            Regards = service.Key,
            IsCommitment = true,
        };
    }
}
