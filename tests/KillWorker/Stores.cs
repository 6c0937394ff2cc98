using CrmKit.Storage;
using CrmKit.Storage.Sqlite;

namespace CrmKit.KillWorker;

/// <summary>The stores that a worker can be told to work on.</summary>
internal static class Stores
{
    public static async Task<ICrmStore> OpenAsync(string kind, string place) => kind switch
    {
        "sqlite" => await SqliteCrmStore.OpenAsync(place),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind of store is sqlite."),
    };
}
