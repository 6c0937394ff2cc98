namespace CrmKit.Churn;

/// <summary>The account of several months, in the two ways that are often taken for one another.</summary>
/// <remarks>
/// Point-to-point looks at the customers of the beginning again at the end. Compounded multiplies the monthly rates, so that customers who came on the way count
/// too. The two answer different questions and differ in nearly every business.
/// </remarks>
public sealed record PeriodAccount
{
    /// <summary>The month whose end is the beginning.</summary>
    public required int FromMonth { get; init; }

    /// <summary>The month whose end is the end.</summary>
    public required int ToMonth { get; init; }

    /// <summary>The movements of the months added up: who left and came back is counted both times.</summary>
    public required AccountMovements Summed { get; init; }

    /// <summary>The end against the beginning as if nothing had been seen in between: who left and came back did not move.</summary>
    public required AccountMovements PointToPoint { get; init; }

    /// <summary>Customers of the beginning who are customers at the end, whether or not in between.</summary>
    public required long StillCustomers { get; init; }

    /// <summary>Customers of the beginning who were customers in every month up to the end.</summary>
    public required long NeverLeft { get; init; }

    /// <summary>What the customers of the beginning pay at the end.</summary>
    public required Money TheirClosingMrr { get; init; }

    /// <summary>The same without growth: of each the smaller one of what was paid at the beginning and at the end.</summary>
    public required Money TheirCappedClosingMrr { get; init; }

    /// <summary>The product of the months' shares of customers that stayed.</summary>
    public required AccountRatio LogoRetentionCompounded { get; init; }

    /// <summary>The product of the months' net revenue retentions.</summary>
    public required AccountRatio NetRevenueRetentionCompounded { get; init; }

    /// <summary>The product of the months' gross revenue retentions.</summary>
    public required AccountRatio GrossRevenueRetentionCompounded { get; init; }

    /// <summary>Share of the customers of the beginning who are customers at the end.</summary>
    public AccountRatio LogoRetention => AccountRatio.Of(StillCustomers, PointToPoint.OpeningCustomers);

    /// <summary>Share of the customers of the beginning who never left.</summary>
    public AccountRatio ContinuousLogoRetention => AccountRatio.Of(NeverLeft, PointToPoint.OpeningCustomers);

    /// <summary>What the customers of the beginning pay at the end over what they paid at the beginning.</summary>
    public AccountRatio NetRevenueRetention => AccountRatio.Of(TheirClosingMrr, PointToPoint.OpeningMrr);

    /// <summary>The same without growth.</summary>
    public AccountRatio GrossRevenueRetention => AccountRatio.Of(TheirCappedClosingMrr, PointToPoint.OpeningMrr);
}
