namespace CrmKit;

/// <summary>What a gate said: open, or closed by a rule, with the facts and the first instant at which it would open.</summary>
public sealed record GateVerdict
{
    private GateVerdict(bool isOpen, string rule, Reason reason, Reopening reopening)
    {
        IsOpen = isOpen;
        Rule = rule;
        Reason = reason;
        Reopening = reopening;
    }

    /// <summary>Every gate is open.</summary>
    public static GateVerdict Open { get; } = new(isOpen: true, "open", new Reason(ReasonCodes.GatesOpen), default);

    /// <summary>Whether the contact may pass.</summary>
    public bool IsOpen { get; }

    /// <summary>The rule that decided.</summary>
    public string Rule { get; }

    /// <summary>Why, with the facts.</summary>
    public Reason Reason { get; }

    /// <summary>When a closed gate would open.</summary>
    public Reopening Reopening { get; }

    /// <summary>Whether a human is to decide instead of waiting.</summary>
    public bool IsForStaff { get; init; }

    /// <summary>A gate is closed.</summary>
    /// <param name="rule">The rule that decided.</param>
    /// <param name="reason">Why, with the facts.</param>
    /// <param name="reopening">When it would open.</param>
    public static GateVerdict Closed(string rule, Reason reason, Reopening reopening) => new(isOpen: false, rule, reason, reopening);
}
