namespace CrmKit.Import;

/// <summary>What is known of the rows of one key. A class would cost each of millions of them a header and a reference.</summary>
internal struct Invoice
{
    public UInt128 Customer;
    public UInt128 Purchase;
    public decimal Sum;
    public Instant At;
    public LocalDate Day;

    /// <summary>What its lines tell of what was bought.</summary>
    public ImmutableArray<Topic> Items;

    /// <summary>The first line of the key, 0 before any was read in order.</summary>
    public long FirstLine;

    /// <summary>The line that made it bad.</summary>
    public long FaultLine;

    /// <summary>Why it is bad; 0 while it is good.</summary>
    public RejectReason Fault;
    public bool IsReturn;
    public bool HasNegative;

    /// <summary>Whether its event, or its first reject, was given out.</summary>
    public bool IsOut;
}
