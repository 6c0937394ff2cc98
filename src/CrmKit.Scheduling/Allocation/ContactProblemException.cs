namespace CrmKit.Scheduling;

/// <summary>A planning problem is not well formed. Says where and what was expected, never what stood there.</summary>
public sealed class ContactProblemException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="field">The field, as it is called in the JSON form, for example <c>touches[2].base</c>.</param>
    /// <param name="customer">Position of the customer in the order given, from 0; null outside the customers.</param>
    /// <param name="expected">What was expected.</param>
    public ContactProblemException(string field, int? customer, string expected)
        : base(customer is { } index ? string.Create(CultureInfo.InvariantCulture, $"customers[{index}].{field}: expected {expected}.") : $"{field}: expected {expected}.")
    {
        Field = field;
        Customer = customer;
        Expected = expected;
    }

    /// <summary>The field.</summary>
    public string Field { get; }

    /// <summary>Position of the customer, from 0; null outside the customers.</summary>
    public int? Customer { get; }

    /// <summary>What was expected.</summary>
    public string Expected { get; }
}
