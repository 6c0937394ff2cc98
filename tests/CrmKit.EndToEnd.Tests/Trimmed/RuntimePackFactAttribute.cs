namespace CrmKit.EndToEnd.Tests;

/// <summary>A fact that needs the runtime pack of this platform: skipped, and seen to be, where no package source can be reached for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimePackFactAttribute : FactAttribute
{
    // Unable to load a source; package or version found in no source that could be asked. Anything else is a fault that the test must show.
    private static readonly ImmutableArray<string> OutOfReach = ["NU1301", "NU1101", "NU1102"];

    private static readonly Lazy<string?> Reason = new(Probe);

    public RuntimePackFactAttribute()
    {
        if (Reason.Value is { } reason)
        {
            Skip = reason;
        }
    }

    private static string? Probe()
    {
        var (exitCode, output) = DotnetCommand.RunSdk("restore", TrimmedPublishTests.Project);
        return exitCode != 0 && OutOfReach.FirstOrDefault(code => output.Contains(code, StringComparison.Ordinal)) is { } code
            ? $"The runtime pack cannot be restored here ({code}): no trimmed program was published."
            : null;
    }
}
