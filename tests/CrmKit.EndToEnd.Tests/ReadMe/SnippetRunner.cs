using System.Reflection;

namespace CrmKit.EndToEnd.Tests;

/// <summary>Runs a snippet in a working directory of its own and compares what it prints with what its page says.</summary>
/// <remarks>The console and the current directory belong to the whole process: only tests of <see cref="ProcessWide"/> may run it.</remarks>
internal static class SnippetRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="SnippetException">It does not compile, throws, takes over a minute, or prints something else.</exception>
    public static void Check(Snippet snippet)
    {
        var program = SnippetProgram.Compile(snippet);
        var printed = Lines(Run(snippet, program));
        if (snippet.Output is null)
        {
            if (printed.Length > 0)
            {
                throw new SnippetException($"{snippet} prints, but no text fence below it shows what:\n{string.Join('\n', printed)}");
            }

            return;
        }

        var expected = Lines(snippet.Output);
        for (var i = 0; i < Math.Max(expected.Length, printed.Length); i++)
        {
            var says = i < expected.Length ? expected[i] : "(nothing)";
            var prints = i < printed.Length ? printed[i] : "(nothing)";
            if (!string.Equals(says, prints, StringComparison.Ordinal))
            {
                throw new SnippetException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{snippet}: output line {i + 1}\n  page says: {says}\n  program prints: {prints}\nIt prints:\n{string.Join('\n', printed)}"));
            }
        }
    }

    private static string Run(Snippet snippet, Assembly program)
    {
        var console = Console.Out;
        var folder = Environment.CurrentDirectory;
        var work = Directory.CreateTempSubdirectory("crmkit-snippet-");
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        try
        {
            foreach (var file in snippet.Data)
            {
                File.Copy(SnippetData.Find(snippet, file), Path.Combine(work.FullName, file));
            }

            Environment.CurrentDirectory = work.FullName;
            Console.SetOut(TextWriter.Synchronized(output));
            Invoke(snippet, program);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = folder;
            work.Delete(recursive: true);
        }

        return output.ToString();
    }

    private static void Invoke(Snippet snippet, Assembly program)
    {
        Exception? fault = null;

        // A thread of its own: no synchronisation context of the test framework, the invariant culture, and an end to waiting.
        var thread = new Thread(() => fault = InvokeMain(program)) { IsBackground = true, CurrentCulture = CultureInfo.InvariantCulture, CurrentUICulture = CultureInfo.InvariantCulture };
        thread.Start();
        if (!thread.Join(Patience))
        {
            throw new SnippetException($"{snippet} is still running after {Patience}.");
        }

        if (fault is not null)
        {
            throw new SnippetException($"{snippet} fails: {fault}", fault);
        }
    }

    private static Exception? InvokeMain(Assembly program)
    {
        try
        {
            var main = program.EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            return null;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }

    private static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => text.Trim().Length == 0)];
}
