namespace CrmKit.Import;

/// <summary>Takes the records of one file that an import sets aside. <see cref="RejectFile"/> is the usual one.</summary>
/// <remarks>
/// Called by one import at a time, from whichever thread reads. An exception passes through the import, which then ends: nothing is taken. The import sets
/// records aside while its events are read, before anybody knows whether these will be committed: keep what was set aside only once they are.
/// </remarks>
public interface IRejectSink
{
    /// <summary>Called once a file, before its first record; never called for a file of which nothing is set aside.</summary>
    /// <param name="headerLine">The file's header line as it stands there, without line break and byte order mark.</param>
    /// <param name="delimiter">The character between fields.</param>
    /// <param name="cancellationToken">Stops the import.</param>
    ValueTask BeginAsync(ReadOnlyMemory<byte> headerLine, char delimiter, CancellationToken cancellationToken);

    /// <summary>Called for every record that is set aside, in the file's order.</summary>
    /// <param name="record">The record; it may be kept.</param>
    /// <param name="cancellationToken">Stops the import.</param>
    ValueTask AddAsync(RejectedRecord record, CancellationToken cancellationToken);
}
