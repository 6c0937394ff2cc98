namespace CrmKit;

/// <summary>One rule that a contact must pass. Pure: the same intent, facts and instant give the same verdict.</summary>
/// <remarks>Thread-safe. A gate never throws for a valid intent; an exception holds the touch back.</remarks>
public interface IGate
{
    /// <summary>Stable name of the rule, stored with decisions.</summary>
    string Rule { get; }

    /// <summary>What the rule was set to, for example <c>20:00-08:00</c>; stored with decisions, so that they explain themselves after it changed. <c>null</c> where nothing can be set.</summary>
    string? Setting => null;

    /// <summary>Judges.</summary>
    /// <param name="intent">The contact.</param>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="at">When the contact would leave.</param>
    GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at);
}
