using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>States of the outbox in words for people.</summary>
public static class OutboxWords
{
    /// <summary>For example <c>planned</c> for a row that is due or claimed.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">The state is unknown.</exception>
    public static string Of(OutboxState state) => state switch
    {
        OutboxState.Due or OutboxState.Claimed => "planned",
        OutboxState.Sending => "sending",
        OutboxState.Sent => "sent",
        OutboxState.Uncertain => "uncertain",
        OutboxState.Held => "held",
        OutboxState.Dead => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };
}
