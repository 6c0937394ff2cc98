namespace CrmKit.Tool;

/// <summary>What speaks for or against a pair being one person.</summary>
internal sealed record DuplicateEvidenceOutput(string Code, double Weight, string Text);
