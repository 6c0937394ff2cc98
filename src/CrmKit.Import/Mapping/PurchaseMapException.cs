namespace CrmKit.Import;

/// <summary>A map from a file's columns to purchases cannot be read: which item, at which character, and what was expected there.</summary>
public sealed class PurchaseMapException : FormatException
{
    /// <summary>Creates the exception.</summary>
    public PurchaseMapException()
        : this("A map of columns cannot be read.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    public PurchaseMapException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public PurchaseMapException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a place in a map.</summary>
    /// <param name="item">The item, for example <c>date</c>, or <c>null</c> where none is known yet.</param>
    /// <param name="position">The character, from 1.</param>
    /// <param name="expected">What was expected, in words that continue "expected".</param>
    public PurchaseMapException(string? item, int position, string expected)
        : base($"The map is unreadable at character {position.ToString(CultureInfo.InvariantCulture)}{(item is null ? string.Empty : $", item {item}")}: expected {expected}.")
    {
        Item = item;
        Position = position;
        Expected = expected;
    }

    /// <summary>The item's name, or <c>null</c> where the fault lies between items.</summary>
    public string? Item { get; }

    /// <summary>The character at which the reading stopped, from 1; 0 when unknown.</summary>
    public int Position { get; }

    /// <summary>What was expected; empty when unknown.</summary>
    public string Expected { get; } = string.Empty;
}
