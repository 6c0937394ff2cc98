using System.Diagnostics;

namespace CrmKit.EndToEnd.Tests;

/// <summary>Runs the SDK, or a program that it built, and waits for its end.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // The SDK that runs these tests tells its children where it lives and how to report; a command of its own must find out by itself.
    private static readonly ImmutableArray<string> Inherited = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "Configuration", "DOTNET_CLI_CONTEXT"];

    public static string Sdk => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Runs the SDK at the root of the repository. Nothing that it starts outlives it.</summary>
    public static (int ExitCode, string Output) RunSdk(params ReadOnlySpan<string> arguments) =>
        Run(Sdk, Checkout.Root, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    public static (int ExitCode, string Output) Run(string program, string folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => Inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Path.GetFileName(program)} {string.Join(' ', arguments.ToArray())} still runs after {Patience}.");
        }

        return (process.ExitCode, output.Result + error.Result);
    }
}
