namespace CrmKit.Storage;

/// <summary>An event's key is known with other content. What happened is never overwritten: give the event a key of its own.</summary>
public sealed class EventConflictException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public EventConflictException()
        : this("An event's key is known with other content.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public EventConflictException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public EventConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a key, which the message leaves out: it may be made of a customer's id, and that of an address.</summary>
    /// <param name="key">The key in conflict.</param>
    public EventConflictException(EventKey key)
        : this("An event's key is known with other content. What happened is never overwritten: give the event a key of its own.") => Key = key;

    /// <summary>Creates the exception for a key that stands at a known place.</summary>
    /// <param name="key">The key in conflict.</param>
    /// <param name="place">File, line and column, with a colon and a space behind them.</param>
    public EventConflictException(EventKey key, string place)
        : this($"{place}an event's key is known with other content. What happened is never overwritten: give the event a key of its own.") => Key = key;

    /// <summary>The key in conflict.</summary>
    public EventKey Key { get; }
}
