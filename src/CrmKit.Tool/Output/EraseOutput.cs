namespace CrmKit.Tool;

/// <summary>Whether a person was forgotten.</summary>
internal sealed record EraseOutput(bool Erased);
