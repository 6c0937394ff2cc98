namespace CrmKit.Calendars;

/// <summary>The text is not a recurrence rule. Thrown by <see cref="RecurrenceRule.Parse"/> alone; <see cref="Fault"/> says what to mend.</summary>
public sealed class RecurrenceFormatException : FormatException
{
    /// <summary>Creates an exception without a fault.</summary>
    public RecurrenceFormatException()
        : base("The text is not a recurrence rule.")
    {
    }

    /// <summary>Creates an exception without a fault.</summary>
    /// <param name="message">What is wrong.</param>
    public RecurrenceFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception without a fault.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public RecurrenceFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="fault">What is wrong, and where.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    public RecurrenceFormatException(RecurrenceFault fault)
        : base(fault?.ToString())
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>What is wrong, and where; <c>null</c> where the exception was made without.</summary>
    public RecurrenceFault? Fault { get; }
}
