namespace CrmKit.Churn;

/// <summary>A row cannot stand in a ledger: which row, which of its fields, and what was expected there.</summary>
/// <remarks>It shows nothing of what stands in the row.</remarks>
public sealed class LedgerFaultException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    public LedgerFaultException()
        : this("A row cannot stand in the ledger.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    public LedgerFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a row.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="field">The field: customer, month, state, mrr, start or end.</param>
    /// <param name="expected">What was expected, in words that continue "expected".</param>
    public LedgerFaultException(long row, string field, string expected)
        : base(string.Create(CultureInfo.InvariantCulture, $"Row {row}, {field}: expected {expected}.")) => (Row, Field, Expected) = (row, field, expected);

    /// <summary>The number of the row, as it was given or from 0; -1 when unknown.</summary>
    public long Row { get; } = -1;

    /// <summary>The field; empty when unknown.</summary>
    public string Field { get; } = string.Empty;

    /// <summary>What was expected; empty when unknown.</summary>
    public string Expected { get; } = string.Empty;
}
