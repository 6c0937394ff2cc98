using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Something that a forecast takes for granted: purchases, replies, refusals that come in on a day to come.</summary>
/// <param name="At">When it becomes known.</param>
/// <param name="Changes">What changes then.</param>
public sealed record AssumedChange(Instant At, ChangeSet Changes);
