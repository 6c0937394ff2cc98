using SQLitePCL;

namespace CrmKit.Storage.Sqlite;

/// <summary>The SQL function that folds the address of a channel as <see cref="ContactPoint.FoldedAddress"/> does.</summary>
/// <remarks>For scripts that bring a schema up to date, never in the schema: the file stays readable by any other SQLite program.</remarks>
internal static class FoldedAddress
{
    public const string Name = "crm_folded";

    public static void Register(sqlite3 database) =>
        raw.sqlite3_create_function(database, Name, nArg: 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, v: null!, static (context, _, arguments) =>
            raw.sqlite3_result_text(context, Fold(raw.sqlite3_value_int(arguments[0]), raw.sqlite3_value_text(arguments[1]).utf8_to_string())));

    // What is no contact point of this version stays as it is; the reading of that row says so.
    private static string Fold(int channel, string address) => ContactPoint.TryParse((Channel)channel, address, out var point) ? point.FoldedAddress : address;
}
