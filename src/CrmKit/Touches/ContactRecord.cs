namespace CrmKit;

/// <summary>A contact that was made or is promised, as the cap counts it.</summary>
/// <param name="Key">The effect.</param>
/// <param name="At">When it left or will leave.</param>
/// <param name="Class">The class.</param>
/// <param name="Channel">The channel.</param>
public sealed record ContactRecord(TouchKey Key, Instant At, TouchClass Class, Channel Channel);
