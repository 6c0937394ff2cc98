namespace CrmKit.EndToEnd.Tests;

/// <summary>A small program over the libraries survives trimming without a warning, and still computes.</summary>
[Collection(ProcessWide.Name)]
public sealed class TrimmedPublishTests
{
    internal const string Project = "tests/TrimmedProgram/TrimmedProgram.csproj";

    [RuntimePackFact]
    public void Trimmed_program_publishes_without_warning_and_runs()
    {
        var folder = Directory.CreateTempSubdirectory("crmkit-trimmed-");
        try
        {
            // The referenced projects were built with these tests: building them again here could cross with a build that is still under way.
            var (published, log) = DotnetCommand.RunSdk(
                "publish", Project, "-c", Checkout.Configuration, "--no-restore", "-p:BuildProjectReferences=false", "-o", folder.FullName);
            Assert.True(published == 0, log);
            Assert.DoesNotContain("warning IL", log, StringComparison.Ordinal);

            var program = Path.Combine(folder.FullName, OperatingSystem.IsWindows() ? "TrimmedProgram.exe" : "TrimmedProgram");
            var (exitCode, output) = DotnetCommand.Run(program, folder.FullName);
            Assert.True(exitCode == 0, output);
            Assert.Equal(
                """
                400 customers, Converged and Converged
                40 planned, 40 sent, 40 messages
                400 people out, unchanged on the way back: True; opt-in Confirmed
                400 compared; HubSpot profile
                report with a picture
                """.ReplaceLineEndings("\n"),
                output.ReplaceLineEndings("\n").TrimEnd());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
