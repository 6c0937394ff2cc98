namespace CrmKit.Storage.PostgreSql;

/// <summary>What the facts need of an outbox row.</summary>
internal static class ContactRow
{
    public const string Columns =
        """
        customer, reason, occurrence, class, channel, address, state,
        CASE WHEN state IN (1, 2) THEN due_at WHEN state = 4 THEN changed_at ELSE coalesce(sending_at, changed_at) END, gives
        """;

    /// <summary>How many these are: the place of the first column after them.</summary>
    public const int Width = 9;

    // A row that cannot be read and has not left will not leave: the claim at its time buries it. Until then it counts as buried, so that it holds
    // up neither this person nor anybody else; with a key that cannot be read it is no effect at all. One that left or may have left must be counted,
    // and is not passed over. A held one is no decision, and another planning writes it anew.
    public static StoredContact? Read(DatabaseRow row)
    {
        if (row.TryAs(ReadWhole, out var contact))
        {
            return contact;
        }

        var state = row.Member<OutboxState>(6);
        if (state is not (OutboxState.Due or OutboxState.Held or OutboxState.Dead))
        {
            throw DatabaseFailure.Unreadable("a contact that left");
        }

        return row.TryAs(ReadKey, out var key)
            ? new StoredContact(key, state == OutboxState.Held ? OutboxState.Held : OutboxState.Dead, default, default, default)
            : null;
    }

    private static StoredContact ReadWhole(DatabaseRow row) =>
        new(ReadKey(row), row.Member<OutboxState>(6), row.Instant(7), row.Member<TouchClass>(3), row.Point(4, 5)) { Kind = row.Member<TouchKind>(8) };

    private static TouchKey ReadKey(DatabaseRow row) => new(row.Text(0), row.Text(1), row.Text(2));
}
