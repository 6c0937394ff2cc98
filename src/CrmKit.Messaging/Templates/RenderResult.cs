namespace CrmKit.Messaging;

/// <summary>A rendered message, or the reason why it is held.</summary>
public sealed record RenderResult
{
    private RenderResult(MessageText? message, Reason? heldBecause)
    {
        Message = message;
        HeldBecause = heldBecause;
    }

    /// <summary>The message; <c>null</c> when it is held.</summary>
    public MessageText? Message { get; }

    /// <summary>Why it is held; <c>null</c> when it is not.</summary>
    public Reason? HeldBecause { get; }

    /// <summary>A message.</summary>
    /// <param name="message">Subject and text.</param>
    public static RenderResult Rendered(MessageText message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(message, heldBecause: null);
    }

    /// <summary>No message.</summary>
    /// <param name="reason">What is missing.</param>
    public static RenderResult Held(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new(message: null, reason);
    }
}
