namespace CrmKit;

/// <summary>A contact that was made or is promised, as the caps count it. Its reason is in the key.</summary>
/// <param name="Key">The effect.</param>
/// <param name="At">When it left or will leave.</param>
/// <param name="Class">The class.</param>
/// <param name="Channel">The channel.</param>
public sealed record ContactRecord(TouchKey Key, Instant At, TouchClass Class, Channel Channel)
{
    /// <summary>What it gives to the person. Default what its class usually gives.</summary>
    public TouchKind Kind { get; init; } = TouchClassRules.UsualKind(Class);
}
