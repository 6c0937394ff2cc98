namespace CrmKit.Storage.PostgreSql;

/// <summary>Locks on addresses, so that who comes to have one and who learns that it must not be used do not miss each other.</summary>
/// <remarks>
/// Who is promised a contact at an address shares the lock of the place; who records a refusal or a suppression there has it alone, and so finds everybody
/// whose facts it changes. Places are few, by the hash of the address: locks are a small table of the server's.
/// </remarks>
internal static class Places
{
    private const int Count = 64;

    public static Task LockAsync(DatabaseSession session, ContactPoint point) =>
        session.ExecuteAsync("SELECT pg_advisory_xact_lock($1, $2)", session.Schema.LockSpace, PlaceOf(point.FoldedAddress));

    /// <summary>Shares the locks, in one order for all who do.</summary>
    public static Task ShareAsync(DatabaseSession session, IEnumerable<string> foldedAddresses)
    {
        int[] places = [.. foldedAddresses.Select(PlaceOf).Distinct().Order()];
        return places.Length == 0
            ? Task.CompletedTask
            : session.ExecuteAsync("SELECT pg_advisory_xact_lock_shared($1, place) FROM unnest($2) AS place", session.Schema.LockSpace, places);
    }

    /// <summary>Addresses as two parameters of one query.</summary>
    public static (string[] Folded, int[] Channels) Columns(IReadOnlyCollection<(Channel Channel, string FoldedAddress)> places) =>
        ([.. places.Select(place => place.FoldedAddress)], [.. places.Select(place => (int)place.Channel)]);

    private static int PlaceOf(string foldedAddress) => (int)((uint)StableHash.Of(foldedAddress) % Count);
}
