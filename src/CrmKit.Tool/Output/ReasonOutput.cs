namespace CrmKit.Tool;

/// <summary>A reason: its code, its arguments in invariant form, and the English sentence.</summary>
internal sealed record ReasonOutput(string Code, IReadOnlyDictionary<string, string> Arguments, string Text)
{
    public static ReasonOutput From(Reason reason) => new(
        reason.Code,
        reason.Arguments.ToDictionary(argument => argument.Name, argument => argument.Invariant, StringComparer.Ordinal),
        EnglishReasons.Render(reason));
}
