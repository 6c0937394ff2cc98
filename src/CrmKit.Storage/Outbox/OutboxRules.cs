namespace CrmKit.Storage;

/// <summary>What becomes of a row whose lease ran out, the same in every store. For those who write a store.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>where it stood</term><description>where it goes</description></listheader>
/// <item><term><see cref="OutboxState.Claimed"/>, any class</term><description><see cref="OutboxState.Due"/>, as it was: nothing has left.</description></item>
/// <item><term><see cref="OutboxState.Sending"/>, promotional or relationship</term><description>
/// <see cref="OutboxState.Uncertain"/>, for ever: a greeting that comes twice is worse than one that may not have come.</description></item>
/// <item><term><see cref="OutboxState.Sending"/>, transactional or legal</term><description>
/// <see cref="OutboxState.Due"/>, under the same message id, by which the far side may recognise the second copy: an order confirmation that comes twice
/// is better than one that may not have come.</description></item>
/// </list>
/// A row that was sending gets the reason <see cref="ReasonCodes.OutcomeUncertain"/> either way, and its customer's facts version is incremented.
/// </remarks>
public static class OutboxRules
{
    /// <summary>The classes that are sent again where nobody knows whether they left.</summary>
    public static ImmutableArray<TouchClass> SentAgain { get; } = [TouchClass.Transactional, TouchClass.Legal];

    /// <summary>Whether a contact is sent again where nobody knows whether it left.</summary>
    /// <param name="touchClass">The class of the contact.</param>
    public static bool IsSentAgain(TouchClass touchClass) => SentAgain.Contains(touchClass);

    /// <summary>Where a row goes whose lease ran out.</summary>
    /// <param name="from">Where it stood: claimed or sending.</param>
    /// <param name="touchClass">The class of the contact.</param>
    /// <exception cref="ArgumentOutOfRangeException">No worker holds a row in that state.</exception>
    public static OutboxState AfterLostLease(OutboxState from, TouchClass touchClass) => from switch
    {
        OutboxState.Claimed => OutboxState.Due,
        OutboxState.Sending => IsSentAgain(touchClass) ? OutboxState.Due : OutboxState.Uncertain,
        _ => throw new ArgumentOutOfRangeException(nameof(from), from, "A lease is on a row that is claimed or sending."),
    };
}
