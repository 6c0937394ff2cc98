using System.Text;
using System.Text.RegularExpressions;

namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>Names, addresses, telephone numbers and remarks that occur nowhere else, so that a search for them proves something.</summary>
internal static partial class Sentinel
{
    /// <summary>What of a person may be found: name, given name, address, former address, telephone, remark.</summary>
    public const string Kinds = "ngafpt";

    public static string Name(int number) => $"Qzn{number:D5}z Doe";

    public static string GivenName(int number) => $"Qzg{number:D5}z";

    public static ContactPoint Email(int number) => ContactPoint.Parse(Channel.Email, $"qza{number:D5}z@example.com");

    public static ContactPoint FormerEmail(int number) => ContactPoint.Parse(Channel.Email, $"Qzf{number:D5}z@example.com");

    public static ContactPoint Phone(int number) => ContactPoint.Parse(Channel.Phone, $"+491579{number:D5}3");

    public static string Remark(int number) => $"likes tea, says qzt{number:D5}z";

    /// <summary>All that is found in a text: the kind and the number.</summary>
    public static IEnumerable<(char Kind, int Number)> In(string text) =>
        Pattern().Matches(text).Select(match => match.Groups["kind"].Success
            ? (char.ToLowerInvariant(match.Groups["kind"].ValueSpan[0]), int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
            : ('p', int.Parse(match.Groups["phone"].ValueSpan, CultureInfo.InvariantCulture)));

    /// <summary>All that is found in the bytes of files, which others may have open; what is not there holds nothing.</summary>
    public static HashSet<(char Kind, int Number)> InFiles(params IEnumerable<string> paths) => [.. paths.Where(File.Exists).SelectMany(path => In(Read(path)))];

    /// <summary>All that is found in the bytes and names of a folder's files.</summary>
    public static HashSet<(char Kind, int Number)> InFolder(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).SelectMany(path => In(path).Concat(In(Read(path))))] : [];

    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("qz(?<kind>[ngaft])(?<number>[0-9]{5})z|491579(?<phone>[0-9]{5})3", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
