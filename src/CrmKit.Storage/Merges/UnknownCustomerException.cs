namespace CrmKit.Storage;

/// <summary>Nothing is stored of a customer who was named.</summary>
public sealed class UnknownCustomerException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public UnknownCustomerException()
        : this("Nothing is stored of a customer who was named.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public UnknownCustomerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public UnknownCustomerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a customer, whom the message leaves out: an id may be an address.</summary>
    /// <param name="customer">The customer.</param>
    public UnknownCustomerException(CustomerId customer)
        : this("Nothing is stored of a customer who was named: look at the id.") => Customer = customer;

    /// <summary>The customer.</summary>
    public CustomerId Customer { get; }
}
