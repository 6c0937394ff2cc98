using System.Diagnostics;
using System.Text.Json;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>One run of <c>crmkit</c> as a process of its own, its output redirected.</summary>
/// <param name="ExitCode">What the shell gets.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    // Machines are loaded at times; a command that hangs hangs for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "CrmKit.Tool.dll");

    /// <summary>Standard output as the JSON document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Standard error as the JSON document that it must be.</summary>
    public JsonElement ErrorJson => JsonDocument.Parse(Error).RootElement;

    public static async Task<ToolRun> OfAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotnetCommand.Sdk) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments.Prepend(Program))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException stopped)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"crmkit {string.Join(' ', arguments)} still runs after {Patience.TotalMinutes} minutes.", stopped);
        }

        return new ToolRun(process.ExitCode, await output, await error);
    }

    /// <summary>Asserts the exit code, and shows what was said where it is another.</summary>
    public ToolRun Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
