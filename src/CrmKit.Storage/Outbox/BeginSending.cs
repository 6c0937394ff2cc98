namespace CrmKit.Storage;

/// <summary>What came of the wish to send.</summary>
public enum BeginSending
{
    /// <summary>The row is <see cref="OutboxState.Sending"/>: send now.</summary>
    Started = 1,

    /// <summary>The facts changed since they were judged: judge again.</summary>
    FactsChanged,

    /// <summary>The lease ran out, and the row is another's or soon will be: leave it alone.</summary>
    LeaseLost,

    /// <summary>The store holds something about the row that it cannot read: the row stays as it is. Of a row among others; of one alone an exception tells.</summary>
    Unreadable,
}
