namespace CrmKit.Storage;

/// <summary>A store failed. The message names the operation, never a person.</summary>
public sealed class CrmStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CrmStoreException()
        : this("The store failed.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What failed and what to do.</param>
    public CrmStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The driver's error.</param>
    public CrmStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with the driver's error and the chance of a retry.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="innerException">The driver's error.</param>
    public CrmStoreException(string message, bool isTransient, Exception innerException)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>Whether the store works, and only what it holds on the record at hand cannot be read: its neighbours are not concerned.</summary>
    public bool IsUnreadable { get; init; }
}
