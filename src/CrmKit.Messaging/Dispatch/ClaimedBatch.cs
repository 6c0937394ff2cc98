using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>The rows of one claim, handed out in rounds.</summary>
internal sealed class ClaimedBatch(ImmutableArray<OutboxClaim> claims)
{
    private LinkedList<ClaimedRow>? _pending;

    /// <summary>All rows, in the order of the claim.</summary>
    public ImmutableArray<ClaimedRow> Rows { get; } = [.. claims.Select(claim => new ClaimedRow(claim))];

    /// <summary>The next rows, each of another person; none when all were handed out.</summary>
    public ImmutableArray<ClaimedRow> NextRound(int max)
    {
        _pending ??= new LinkedList<ClaimedRow>(Rows);
        var round = ImmutableArray.CreateBuilder<ClaimedRow>();
        HashSet<CustomerId> people = [];
        for (var node = _pending.First; node is not null && round.Count < max;)
        {
            var (row, place) = (node.Value, node);
            node = node.Next;
            if (people.Add(row.Person))
            {
                _pending.Remove(place);
                round.Add(row);
            }
        }

        return round.ToImmutable();
    }

    /// <summary>Hands a row out again, before all others.</summary>
    public void Again(ClaimedRow row) => _pending!.AddFirst(row);
}
