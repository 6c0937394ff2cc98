namespace CrmKit;

/// <summary>Whether contact was permitted at an instant, and the statement that this rests on.</summary>
/// <param name="IsAllowed">Whether contact was permitted.</param>
/// <param name="ReliedOn">The statement relied on; <c>null</c> when the person had said nothing, which never permits.</param>
public readonly record struct ConsentDecision(bool IsAllowed, RecordedConsent? ReliedOn);
