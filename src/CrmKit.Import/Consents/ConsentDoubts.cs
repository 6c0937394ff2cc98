using System.Text;

namespace CrmKit.Import;

/// <summary>The people and addresses of rows that are set aside and may be refusals. No agreement of theirs is taken, whichever file of one import it stands in. Not thread-safe.</summary>
/// <remarks>
/// A reader collects the doubts of its own file by itself. Where an import has several files with consents, collect those of all of them first
/// (<see cref="CustomerCsvReader.CollectDoubtsAsync"/>, <see cref="ConsentCsvReader.CollectDoubtsAsync"/>), and open each file with the same doubts. Ids and addresses of doubtful rows alone are kept, and not longer than the doubts: about 1,000 bytes for each row.
/// </remarks>
public sealed class ConsentDoubts
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    private readonly Dictionary<UInt128, (string File, long Line)> _places = [];
    private readonly Dictionary<ContactPoint, (string File, long Line)> _points = [];

    /// <summary>The id under which the person of a record is known, where records were merged: a refusal of one record is the person's. Default <c>null</c>: every id is a person.</summary>
    public Func<CustomerId, CustomerId>? PersonOf { get; init; }

    /// <summary>Who is known at an address. A refusal that tells its address and not its customer is given for each of them; default <c>null</c>: it only holds agreements back.</summary>
    public Func<ContactPoint, CancellationToken, Task<ImmutableArray<CustomerId>>>? CustomersAt { get; init; }

    /// <summary>Notes a row.</summary>
    /// <param name="traces">Under which texts its person may stand in other rows.</param>
    /// <param name="file">The row's file.</param>
    /// <param name="line">The row's line.</param>
    internal void Add(IEnumerable<string> traces, string file, long line)
    {
        foreach (var trace in traces)
        {
            AddId(trace, file, line);
            foreach (var channel in CustomersAt is null ? [] : Channels)
            {
                if (ContactPoint.TryParse(channel, trace, out var point))
                {
                    _points.TryAdd(point, (file, line));
                }
            }
        }
    }

    /// <summary>Adds who is known at the addresses of the rows: what is refused at one address of a person may be so at others.</summary>
    internal async Task ConcludeAsync(CancellationToken cancellationToken)
    {
        foreach (var (point, (file, line)) in _points)
        {
            foreach (var customer in await CustomersAt!(point, cancellationToken).ConfigureAwait(false))
            {
                AddId(customer.Value, file, line);
            }
        }

        _points.Clear();
    }

    /// <summary>Who is known at an address.</summary>
    internal async ValueTask<ImmutableArray<CustomerId>> KnownAtAsync(ContactPoint point, CancellationToken cancellationToken) =>
        CustomersAt is null ? [] : await CustomersAt(point, cancellationToken).ConfigureAwait(false);

    /// <summary>Why an agreement is not taken of a person or at an address that a doubtful row may be about; <c>null</c> where it is taken.</summary>
    /// <param name="traces">Under which texts the agreement's person may stand in other rows.</param>
    /// <param name="file">The agreement's file.</param>
    /// <param name="column">Where the agreement stands.</param>
    internal RowFault? Against(IEnumerable<string> traces, string file, string column)
    {
        if (_places.Count == 0)
        {
            return null;
        }

        foreach (var trace in traces)
        {
            if (_places.TryGetValue(Fingerprint(trace), out var place) || (Person(trace) is { } person && _places.TryGetValue(Fingerprint(person), out place)))
            {
                var where = string.Equals(place.File, file, StringComparison.Ordinal) ? string.Empty : $" of {ImportFaultException.Visible(place.File)}";
                return new RowFault(RejectReason.OtherLine, column, $"all rows of the person and the address in order, for an agreement to be taken: line {place.Line}{where} is not, and may be a refusal");
            }
        }

        return null;
    }

    private void AddId(string trace, string file, long line)
    {
        _places.TryAdd(Fingerprint(trace), (file, line));
        if (Person(trace) is { } person)
        {
            _places.TryAdd(Fingerprint(person), (file, line));
        }
    }

    /// <summary>The person of an id that was merged into another; <c>null</c> for any other text.</summary>
    private string? Person(string trace)
    {
        if (PersonOf is null || trace.Length > CustomerId.MaxLength || FieldChecks.HasControl(trace) || !System.Text.Unicode.Utf8.IsValid(Encoding.UTF8.GetBytes(trace)))
        {
            return null;
        }

        var person = PersonOf(new CustomerId(trace)).Value;
        return string.Equals(person, trace, StringComparison.Ordinal) ? null : person;
    }

    private static UInt128 Fingerprint(string text) => FieldFingerprint.Of(Encoding.UTF8.GetBytes(text));
}
