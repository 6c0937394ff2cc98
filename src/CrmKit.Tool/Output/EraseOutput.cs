namespace CrmKit.Tool;

/// <summary>Whether anybody was forgotten, how many people, and how many messages were deleted.</summary>
internal sealed record EraseOutput(bool Erased, int People, int Messages);
