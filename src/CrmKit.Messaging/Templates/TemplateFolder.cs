using System.Text;

namespace CrmKit.Messaging;

/// <summary>Words of a business in files, one a reason, topic and language, for those who write no program.</summary>
/// <remarks>
/// A file is called after the reason, the topic where there is one, and the language: <c>occasion.birthday.en.txt</c>, <c>cadence.profile-due@winter-storage.de.txt</c>. Its first line is the
/// subject, the text begins after an empty line. A file of the same name that ends in <c>.html</c> instead of <c>.txt</c> is the HTML body of the same message. Other files of the folder are
/// passed over.
/// </remarks>
public static class TemplateFolder
{
    private const string Extension = ".txt";
    private const string HtmlExtension = ".html";

    // A template has 100,000 characters at most; what is larger is something else.
    private const long MostBytes = 1_000_000;

    /// <summary>A set with the words of a folder, which go before those that it had.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">The path of the folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FormatException">A file is none of a template; the message names it and says what was expected.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TemplateSet Read(TemplateSet set, string folder)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (var html in Directory.EnumerateFiles(folder, "*" + HtmlExtension).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.ChangeExtension(html, Extension)))
            {
                throw new FormatException($"{Path.GetFileName(html)} has no text beside it: {Path.GetFileName(Path.ChangeExtension(html, Extension))} holds the subject, and the words for programs that show no HTML.");
            }
        }

        return Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Aggregate(set, With);
    }

    private static TemplateSet With(TemplateSet set, string path)
    {
        var file = Path.GetFileName(path);
        var name = file[..^Extension.Length];
        var (what, language) = name.LastIndexOf('.') is var dot and > 0 ? (name[..dot], name[(dot + 1)..]) : (name, string.Empty);
        var (reason, topic) = what.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? (what[..at], what[(at + 1)..]) : (what, null);
        if (language.Length < 2 || !language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || reason.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException($"{file} is not called after a reason and a language, such as occasion.birthday.en.txt or cadence.profile-due@winter-storage.en.txt.");
        }

        try
        {
            var template = Parse(path);
            return topic is null ? set.With(reason, language, template) : set.With(reason, new Topic(topic), language, template);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"{file} is about a topic that is none: 1 to 50 lower-case letters, digits and hyphens after the @.", error);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{file} is no template: {error.Message}", error);
        }
    }

    private static MessageTemplate Parse(string path)
    {
        var text = ReadText(path);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end <= 0 || text.IndexOf('\n', StringComparison.Ordinal) != end)
        {
            throw new FormatException("expected a line with the subject, an empty line, and the text.");
        }

        var html = Path.ChangeExtension(path, HtmlExtension);
        return new MessageTemplate(text[..end], text[(end + 2)..], File.Exists(html) ? ReadText(html) : null);
    }

    private static string ReadText(string path) => new FileInfo(path).Length <= MostBytes
        ? File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n")
        : throw new FormatException($"it is larger than {MostBytes} bytes.");
}
