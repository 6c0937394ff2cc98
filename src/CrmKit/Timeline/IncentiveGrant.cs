namespace CrmKit;

/// <summary>A customer was given something for telling details, once.</summary>
/// <param name="Key">The key of the grant.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Incentive">The code of what was given, for example <c>welcome-voucher</c>; 1 to 50 lower-case letters, digits and hyphens.</param>
/// <exception cref="ArgumentException">The code has another form.</exception>
public sealed record IncentiveGrant(EventKey Key, CustomerId Customer, Instant OccurredAt, string Incentive)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    private readonly string _incentive = CodeText.Checked(Incentive, nameof(Incentive));

    /// <summary>The code of what was given.</summary>
    public string Incentive
    {
        get => _incentive;
        init => _incentive = CodeText.Checked(value, nameof(Incentive));
    }
}
