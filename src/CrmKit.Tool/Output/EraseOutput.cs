namespace CrmKit.Tool;

/// <summary>Whether anybody was forgotten, and how many people.</summary>
internal sealed record EraseOutput(bool Erased, int People);
