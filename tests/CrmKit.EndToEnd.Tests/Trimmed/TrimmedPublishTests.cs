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
                ann: 1 repeat, 50 of 355 days, 12.30 EUR
                bob: 0 repeat, 0 of 329 days, 0 EUR
                week 2 of 1: 3 happened, 2.5 expected
                +01
                """.ReplaceLineEndings("\n"),
                output.ReplaceLineEndings("\n").TrimEnd());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
