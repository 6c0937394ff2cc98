namespace CrmKit;

/// <summary>A refusal that is concluded from another at another contact point, since both records are one.</summary>
/// <param name="Entry">The statement, told of the person.</param>
/// <param name="Merge">The merge since which the record that refused is one with the record that has the contact point.</param>
/// <param name="Terms">How far it reaches.</param>
public sealed record ConcludedRefusal(ConsentEntry Entry, RecordMerge Merge, ConclusionTerms Terms);
