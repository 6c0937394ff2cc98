using System.Reflection;
using CrmKit.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>What an open store does not show: its writing connection, and the statements that it has prepared there.</summary>
internal static class OpenStore
{
    public static SqliteConnection Writer(SqliteCrmStore store) => (SqliteConnection)Field(Session(store), "_connection");

    public static IReadOnlyList<string> Statements(SqliteCrmStore store) => [.. ((Dictionary<string, SqliteCommand>)Field(Session(store), "_commands")).Keys];

    private static object Session(SqliteCrmStore store) => Field(Field(store, "_connections"), "_writer");

    private static object Field(object owner, string name) =>
        owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(owner)
        ?? throw new InvalidOperationException($"{owner.GetType().Name} has no field {name}.");
}
