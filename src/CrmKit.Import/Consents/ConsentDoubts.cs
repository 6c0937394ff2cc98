namespace CrmKit.Import;

/// <summary>The people and addresses of rows that are set aside and may be refusals. No agreement of theirs is taken, whichever file of one import it stands in. Not thread-safe.</summary>
/// <remarks>
/// A reader collects the doubts of its own file by itself. Where an import has several files with consents, collect those of all of them first
/// (<see cref="CustomerCsvReader.CollectDoubtsAsync"/>, <see cref="ConsentCsvReader.CollectDoubtsAsync"/>), and open each file with the same doubts. Ids and addresses are kept as hashes alone, those of doubtful rows alone: about 1,000 bytes for each row.
/// </remarks>
public sealed class ConsentDoubts
{
    private readonly Dictionary<UInt128, (string File, long Line)> _places = [];

    /// <summary>Notes a row.</summary>
    /// <param name="traces">Under which texts its person may stand in other rows.</param>
    /// <param name="file">The row's file.</param>
    /// <param name="line">The row's line.</param>
    internal void Add(IEnumerable<UInt128> traces, string file, long line)
    {
        foreach (var trace in traces)
        {
            _places.TryAdd(trace, (file, line));
        }
    }

    /// <summary>Why an agreement is not taken of a person or at an address that a doubtful row may be about; <c>null</c> where it is taken.</summary>
    /// <param name="traces">Under which texts the agreement's person may stand in other rows.</param>
    /// <param name="file">The agreement's file.</param>
    /// <param name="column">Where the agreement stands.</param>
    internal RowFault? Against(IEnumerable<UInt128> traces, string file, string column)
    {
        if (_places.Count == 0)
        {
            return null;
        }

        foreach (var trace in traces)
        {
            if (_places.TryGetValue(trace, out var place))
            {
                var where = string.Equals(place.File, file, StringComparison.Ordinal) ? string.Empty : $" of {ImportFaultException.Visible(place.File)}";
                return new RowFault(RejectReason.OtherLine, column, $"all rows of the person and the address in order, for an agreement to be taken: line {place.Line}{where} is not, and may be a refusal");
            }
        }

        return null;
    }
}
