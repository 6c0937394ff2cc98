namespace CrmKit;

/// <summary>A refusal that stands among the statements of one record, as merges carry it on.</summary>
/// <param name="Said">The statement that refuses.</param>
/// <param name="Purpose">For what it stands.</param>
/// <param name="Topic">For which topic; <c>null</c> for all of them.</param>
/// <param name="Until">From when on it does not stand any more by what is known; <c>null</c> for no such instant.</param>
/// <param name="IsForItsPurposeAlone">Whether it is an objection that was lifted for something else.</param>
internal readonly record struct StandingRefusal(RecordedConsent Said, Purpose Purpose, Topic? Topic, Instant? Until, bool IsForItsPurposeAlone);
