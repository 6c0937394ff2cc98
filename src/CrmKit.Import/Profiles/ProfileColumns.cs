namespace CrmKit.Import;

/// <summary>Finds the columns of a file by their spellings. Not thread-safe.</summary>
internal sealed class ProfileColumns
{
    private readonly CsvHeader _header;
    private readonly ImmutableArray<string> _folded;
    private readonly HashSet<int> _claimed = [];

    public ProfileColumns(CsvHeader header)
    {
        _header = header;
        _folded = [.. header.Names.Select(FoldedText.Of)];
    }

    /// <summary>The header, for faults.</summary>
    public CsvHeader Header => _header;

    /// <summary>Columns that nothing has asked for.</summary>
    public IEnumerable<ProfileColumn> Unclaimed => Enumerable.Range(0, _folded.Length).Where(i => !_claimed.Contains(i)).Select(Column);

    /// <summary>How many columns were found.</summary>
    public int Claimed => _claimed.Count;

    /// <summary>The column of the first spelling that the file has.</summary>
    /// <exception cref="ImportFaultException">Two columns have the spelling.</exception>
    public ProfileColumn? Find(ImmutableArray<string> spellings)
    {
        foreach (var spelling in spellings)
        {
            var found = Places(FoldedText.Of(spelling));
            if (found.Count > 1)
            {
                throw _header.Fault(spelling, "one column of this name, found two");
            }

            if (found.Count == 1)
            {
                _claimed.Add(found[0]);
                return Column(found[0]);
            }
        }

        return null;
    }

    /// <summary>Every column of one of the spellings, or whose name begins with one of the prefixes.</summary>
    public IEnumerable<ProfileColumn> FindAll(ImmutableArray<string> spellings, ImmutableArray<string> foldedPrefixes)
    {
        var places = spellings.SelectMany(spelling => Places(FoldedText.Of(spelling)))
            .Concat(Enumerable.Range(0, _folded.Length).Where(i => !_claimed.Contains(i) && foldedPrefixes.Any(prefix => FoldedText.After(_header.Names[i], prefix) is not null)))
            .Distinct()
            .Order()
            .ToList();
        _claimed.UnionWith(places);
        return places.Select(Column);
    }

    /// <summary>The column's name as the file has it.</summary>
    public string FullName(ProfileColumn column) => _header.Names[column.Index];

    /// <summary>Leaves columns aside: nothing finds them any more.</summary>
    public void Claim(ImmutableArray<string> spellings)
    {
        foreach (var spelling in spellings)
        {
            _claimed.UnionWith(Places(FoldedText.Of(spelling)));
        }
    }

    /// <summary>A fault that says which column is missing.</summary>
    public ImportFaultException Missing(ImmutableArray<string> spellings, string why) =>
        _header.Fault(spellings[0], $"a column of this name{(spellings.Length > 1 ? $" (or {string.Join(", ", spellings.Skip(1))})" : string.Empty)}: {why}");

    private List<int> Places(string folded) => folded.Length == 0 ? [] : [.. Enumerable.Range(0, _folded.Length).Where(i => string.Equals(_folded[i], folded, StringComparison.Ordinal))];

    private ProfileColumn Column(int index) => new(index, ImportFaultException.Visible(_header.Names[index]));
}
