using System.Text.RegularExpressions;

namespace CrmKit.EndToEnd.Tests;

/// <summary>Finds the programs of a Markdown page.</summary>
/// <remarks>
/// A fence marked csharp (or cs, c#) is a program. The next fence is its output if it is marked text and no heading lies between.
/// A comment directly above the code may name it and the files that it reads, or exclude it with a reason:
/// <c>snippet: orders; data=purchases.csv,customers.csv</c>, <c>snippet: ignore because it needs a mail server</c>.
/// </remarks>
internal static partial class SnippetPage
{
    public static ImmutableArray<Snippet> Read(string page, string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var snippets = ImmutableArray.CreateBuilder<Snippet>();
        string? comment = null;
        var awaitsOutput = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Opening().Match(lines[i]) is not { Success: true } opening)
            {
                if (lines[i].StartsWith('#'))
                {
                    awaitsOutput = false;
                }

                comment = Comment().Match(lines[i]) is { Success: true } found ? found.Groups["text"].Value : lines[i].Trim().Length == 0 ? comment : null;
                continue;
            }

            var first = i + 1;
            i = End(page, lines, i, opening.Groups["fence"].Value);
            var text = string.Join('\n', lines[first..i].Select(line => Unindent(line, opening.Groups["indent"].Length)));
            if (IsCSharp(opening.Groups["language"].Value))
            {
                snippets.Add(Create(page, first + 1, text, comment));
                awaitsOutput = true;
            }
            else
            {
                if (awaitsOutput && opening.Groups["language"].Value is "text")
                {
                    snippets[^1] = snippets[^1] with { Output = text };
                }

                awaitsOutput = false;
            }

            comment = null;
        }

        return snippets.ToImmutable();
    }

    private static Snippet Create(string page, int line, string code, string? comment)
    {
        var snippet = new Snippet { Page = page, Line = line, Code = code };
        if (comment is null)
        {
            return snippet;
        }

        if (Ignored().Match(comment) is { Success: true } ignored)
        {
            return snippet with { IgnoredBecause = ignored.Groups["reason"].Value };
        }

        var parts = comment.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            if (part.StartsWith("data=", StringComparison.Ordinal))
            {
                snippet = snippet with { Data = [.. part["data=".Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };
            }
            else if (part == parts[0] && !part.Contains('=') && !part.StartsWith("ignore", StringComparison.Ordinal))
            {
                snippet = snippet with { Name = part };
            }
            else
            {
                throw new FormatException($"{snippet}: '{part}' is neither a name, nor data=FILE,FILE, nor 'ignore because REASON'.");
            }
        }

        return snippet;
    }

    private static int End(string page, string[] lines, int opened, string fence)
    {
        for (var i = opened + 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length >= fence.Length && line.All(letter => letter == fence[0]))
            {
                return i;
            }
        }

        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{page}:{opened + 1}: this fence is never closed."));
    }

    private static string Unindent(string line, int by) => line[Math.Min(by, line.Length - line.TrimStart(' ').Length)..];

    private static bool IsCSharp(string language) => language.ToLowerInvariant() is "csharp" or "cs" or "c#";

    [GeneratedRegex(@"^(?<indent> *)(?<fence>`{3,}|~{3,}) *(?<language>[^\s`]*)[^`]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\s*<!--\s*snippet:\s*(?<text>.*?)\s*-->\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^ignore because (?<reason>\S.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ignored();
}
