namespace CrmKit;

/// <summary>One line of the table of classes: what one aspect of the gates does with each class.</summary>
/// <param name="Aspect">What the gate asks.</param>
/// <param name="Label">The line's name, as the documentation prints it.</param>
/// <param name="Promotional">What it does with a contact that sells something.</param>
/// <param name="Relationship">What it does with one that keeps the relationship.</param>
/// <param name="Transactional">What it does with one that is part of a purchase or contract.</param>
/// <param name="Legal">What it does with one that is owed by law.</param>
public sealed record ClassRule(GateAspect Aspect, string Label, GateEffect Promotional, GateEffect Relationship, GateEffect Transactional, GateEffect Legal)
{
    /// <summary>What it does with a class; an unknown class is held to the strictest, that of promotion.</summary>
    /// <param name="touchClass">The class.</param>
    public GateEffect For(TouchClass touchClass) => touchClass switch
    {
        TouchClass.Relationship => Relationship,
        TouchClass.Transactional => Transactional,
        TouchClass.Legal => Legal,
        _ => Promotional,
    };
}
