namespace CrmKit;

/// <summary>Returns, or parts of them, for which no purchase was found: of goods bought before the data begins, for example.</summary>
/// <param name="Count">Returns that found no purchase for all of their amount.</param>
/// <param name="Amount">What was left of them, zero or more.</param>
public readonly record struct UnmatchedReturns(int Count, Money Amount)
{
    /// <summary>Both together.</summary>
    /// <param name="left">Some returns.</param>
    /// <param name="right">Others, of the same currency.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static UnmatchedReturns operator +(UnmatchedReturns left, UnmatchedReturns right) => left.Add(right);

    /// <summary>Both together; the named form of the sum.</summary>
    /// <param name="other">Others, of the same currency.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public UnmatchedReturns Add(UnmatchedReturns other) => new(Count + other.Count, Amount + other.Amount);
}
