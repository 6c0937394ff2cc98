namespace CrmKit.Storage.PostgreSql;

/// <summary>Records how rows ended within an open transaction that has the turn to record: each on its own, all in a few ways to the server.</summary>
internal sealed class SendingEnds(DatabaseSession session, RecordingClock recording, DatabaseKeyRing keys, SuppressionHasher hasher)
{
    private readonly List<(OutboxClaims.HeldRow Row, OutboxOutcome Outcome)> _waiting = [];
    private readonly List<Touch> _touches = [];

    /// <summary>One result for each end, in the order given, with where its row stood.</summary>
    public async Task<ImmutableArray<(FinishSending Result, OutboxState From)>> RecordAsync(IReadOnlyList<SendingEnd> ends)
    {
        // A row that is due again is a contact that is promised at its address.
        await Places.ShareAsync(session, ends.Where(end => end.Outcome.State == OutboxState.Due).Select(end => end.Claim.Row.Intent.Point.FoldedAddress)).ConfigureAwait(false);
        var held = await OutboxClaims.HoldAsync(session, ends.Select(end => end.Claim.Token)).ConfigureAwait(false);
        var results = ImmutableArray.CreateBuilder<(FinishSending Result, OutboxState From)>(ends.Count);
        foreach (var end in ends)
        {
            results.Add(await EndAsync(end, held).ConfigureAwait(false));
        }

        await LetGoAsync().ConfigureAwait(false);
        await TouchAsync().ConfigureAwait(false);
        return results.MoveToImmutable();
    }

    private async Task<(FinishSending Result, OutboxState From)> EndAsync(SendingEnd end, Dictionary<Guid, OutboxClaims.HeldRow?> held)
    {
        if (!held.TryGetValue(end.Claim.Token, out var row))
        {
            return (FinishSending.ClaimLost, default);
        }

        if (row is null)
        {
            return (FinishSending.Unreadable, default);
        }

        if (!end.Outcome.IsAllowedFrom(row.State))
        {
            return (FinishSending.NotAllowed, row.State);
        }

        held.Remove(row.Token);
        _waiting.Add((row, end.Outcome));
        var intent = end.Claim.Row.Intent.OnBehalfOf(row.Key.Customer);
        if (end.Outcome.State == OutboxState.Sent)
        {
            _touches.Add(SentTouch.Of(intent, session.Now));
        }

        if (end.Outcome.SuppressesPoint)
        {
            // Whose facts a suppression changes depends on what is promised at its address just then.
            await LetGoAsync().ConfigureAwait(false);
            await new ChangeWriter(session, keys, hasher, recording).AddAsync(new Suppression(intent.Key.Customer, intent.Point)).ConfigureAwait(false);
        }

        return (FinishSending.Recorded, row.State);
    }

    private async Task LetGoAsync()
    {
        await OutboxClaims.LetGoAsync(session, _waiting).ConfigureAwait(false);
        _waiting.Clear();
    }

    // The key is known where the timeline was brought along from another store: the touch is there already, or was taken back.
    private async Task TouchAsync()
    {
        if (_touches.Count == 0)
        {
            return;
        }

        var known = (await EventTable.KnownAsync(session, _touches).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        _touches.RemoveAll(touch => known.Contains(touch.Key.Value));
        if (_touches.Count > 0)
        {
            await EventTable.InsertAsync(session, _touches, recording.Number).ConfigureAwait(false);
            await recording.MarkAsync().ConfigureAwait(false);
        }
    }
}
