using System.CommandLine;

namespace CrmKit.Tool;

/// <summary><c>--delimiter</c>: one character, or the word tab, which no shell makes easy to type.</summary>
internal sealed class DelimiterOption
{
    public const string Name = "--delimiter";

    public Option<string> Option { get; } = new(Name) { HelpName = "CHAR", DefaultValueFactory = _ => ",", Description = "What separates columns: one character, or tab." };

    /// <exception cref="UsageException">It is neither.</exception>
    public char Read(ParseResult parsed) => parsed.GetRequiredValue(Option) switch
    {
        "tab" or "\\t" => '\t',
        [var one] => one,
        var text => throw new UsageException($"{Name}: expected one character, or tab, not '{text}'."),
    };
}
