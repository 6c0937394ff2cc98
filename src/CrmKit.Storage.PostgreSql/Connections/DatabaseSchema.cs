using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CrmKit.Storage.PostgreSql;

/// <summary>The schema that the store's tables are in. Statements name tables by their prefix alone; here each gets the schema's name before it.</summary>
/// <remarks>Not by the search path: a transaction of the program's own has its own path.</remarks>
internal sealed partial class DatabaseSchema(string name)
{
    // Few: every text is a constant of this assembly.
    private readonly ConcurrentDictionary<string, string> _qualified = new(StringComparer.Ordinal);

    public string Name => name;

    public string Quoted { get; } = $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The space of the store's advisory locks.</summary>
    public int LockSpace { get; } = StableHash.Of(name);

    public string Qualify(string sql) => _qualified.GetOrAdd(sql, static (text, schema) => Table().Replace(text, _ => schema.Quoted + ".crm_"), this);

    [GeneratedRegex(@"\bcrm_", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Table();
}
