using System.Reflection;
using CrmKit.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>What an open store does not show: its writing connection, and the statements that it has prepared.</summary>
internal static class OpenStore
{
    public static SqliteConnection Writer(SqliteCrmStore store) => (SqliteConnection)Field(Session(store), "_connection");

    public static IReadOnlyList<string> Statements(SqliteCrmStore store) => [.. ((Dictionary<string, SqliteCommand>)Field(Session(store), "_commands")).Keys];

    /// <summary>What the reader that was let go of last has prepared.</summary>
    public static IReadOnlyList<string> ReaderStatements(SqliteCrmStore store)
    {
        var idle = (System.Collections.IEnumerable)Field(Field(store, "_connections"), "_idle");
        return [.. idle.Cast<object>().SelectMany(session => ((Dictionary<string, SqliteCommand>)Field(session, "_commands")).Keys)];
    }

    private static object Session(SqliteCrmStore store) => Field(Field(store, "_connections"), "_writer");

    private static object Field(object owner, string name) =>
        owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(owner)
        ?? throw new InvalidOperationException($"{owner.GetType().Name} has no field {name}.");
}
