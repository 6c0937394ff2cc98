using System.CommandLine;

namespace CrmKit.Tool;

/// <summary><c>--json</c> of the commands that work on a file of summaries.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Print one JSON document for programs, and errors as JSON." };
}
