namespace CrmKit.Import;

/// <summary>The blocks of one kind of key: people who share one. Thread-safe.</summary>
internal sealed class BlockIndex
{
    /// <summary>Set in the last member of a block.</summary>
    public const int LastOfBlock = int.MinValue;

    private readonly int[] _members;
    private readonly Ragged _places;

    /// <param name="members">Block after block the people of each, ascending; the last of each with <see cref="LastOfBlock"/>.</param>
    /// <param name="places">For each person, where it stands among the members.</param>
    /// <param name="large">The blocks that were not kept whole.</param>
    /// <param name="inLargeBlock">For each person, whether it is in one of those; empty where there are none.</param>
    public BlockIndex(int[] members, Ragged places, LargeBlocks large, bool[] inLargeBlock)
    {
        _members = members;
        _places = places;
        Large = large;
        InLargeBlock = inLargeBlock;
    }

    public LargeBlocks Large { get; }

    public bool[] InLargeBlock { get; }

    /// <summary>Adds the people of greater number who share a key with the person and carry another mark than the person's, and marks them.</summary>
    /// <param name="person">The person.</param>
    /// <param name="marks">For each person, the last one (plus one) that it was brought together with.</param>
    /// <param name="met">Takes those who were not yet brought together with the person.</param>
    public void Meet(int person, int[] marks, List<int> met)
    {
        foreach (var place in _places[person])
        {
            var member = _members[place];
            for (var i = place; member >= 0;)
            {
                member = _members[++i];
                var other = member & ~LastOfBlock;
                if (marks[other] != person + 1)
                {
                    marks[other] = person + 1;
                    met.Add(other);
                }
            }
        }
    }
}
