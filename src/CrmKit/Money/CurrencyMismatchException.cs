namespace CrmKit;

/// <summary>Two currencies met in one sum or comparison. Convert one of them first.</summary>
public sealed class CurrencyMismatchException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public CurrencyMismatchException()
        : this("Amounts of different currencies cannot be added or compared. Convert one of them first.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public CurrencyMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CurrencyMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a pair of currencies.</summary>
    /// <param name="expected">The currency already in use.</param>
    /// <param name="found">The other one.</param>
    public CurrencyMismatchException(Currency expected, Currency found)
        : this($"Amounts of {expected} and {found} cannot be added or compared. Convert one of them first.")
    {
    }
}
