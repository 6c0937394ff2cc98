namespace CrmKit;

/// <summary>One contact at one contact point: what the gates judge, the same when it is planned and when it is about to leave.</summary>
/// <param name="Key">The effect.</param>
/// <param name="Class">The class.</param>
/// <param name="Purpose">The purpose that consent is needed for.</param>
/// <param name="Point">The contact point.</param>
/// <param name="ExpiresAt">First instant at which it makes no sense any more.</param>
public sealed record TouchIntent(TouchKey Key, TouchClass Class, Purpose Purpose, ContactPoint Point, Instant ExpiresAt);
