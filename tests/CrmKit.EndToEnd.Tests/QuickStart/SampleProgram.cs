using System.ComponentModel;
using System.Diagnostics;

namespace CrmKit.EndToEnd.Tests.QuickStart;

/// <summary>A sample as it was built, run as a process of its own.</summary>
internal static class SampleProgram
{
    /// <summary>Runs a sample and gives what it printed and the processor time that it took.</summary>
    public static (string Output, TimeSpan ProcessorTime) Run(string sample, string folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(DotnetCommand.Sdk) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Built(sample));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var taken = TimeSpan.Zero;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            taken = ProcessorTime(process) ?? taken;
        }

        Assert.True(process.ExitCode == 0, output.Result + error.Result);
        return (output.Result, taken);
    }

    /// <summary>Some systems forget it with the process, so that it is asked for while the process runs.</summary>
    private static TimeSpan? ProcessorTime(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The sample's program; built first where it is missing or older than the libraries beside these tests.</summary>
    private static string Built(string sample)
    {
        var project = Path.Combine(Checkout.Root, "samples", sample);
        var folder = Path.Combine(project, "bin", Checkout.Configuration, "net10.0");
        if (!IsCurrent(folder, sample))
        {
            var (exitCode, log) = DotnetCommand.RunSdk("build", project, "-c", Checkout.Configuration);
            Assert.True(exitCode == 0, log);
        }

        return Path.Combine(folder, sample + ".dll");
    }

    private static bool IsCurrent(string folder, string sample) =>
        File.Exists(Path.Combine(folder, sample + ".dll"))
        && Directory.EnumerateFiles(folder, "CrmKit*.dll").All(library =>
            File.ReadAllBytes(library).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(library)))));
}
