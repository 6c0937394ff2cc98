using System.Buffers;

namespace CrmKit.Import;

/// <summary>Writes events as an iCalendar file (RFC 5545) that any calendar program opens or subscribes to.</summary>
/// <remarks>
/// <para>
/// The file publishes (METHOD:PUBLISH): it asks nobody for an answer. Instants are in UTC, which needs no table of zones and which every program shows on its own clock; days are dates,
/// and lie on the same day everywhere.
/// </para>
/// <para>
/// Equal events get equal UIDs, so that a file which is loaded again updates what an earlier one brought; DTSTAMP is the time of writing, and SEQUENCE grows with the
/// time of change. What is missing from a later file stays in programs that loaded the earlier one; it goes from those that subscribe to the file. Without an
/// event the file has a head alone, which programs read as an empty calendar.
/// </para>
/// </remarks>
public static class CalendarWriter
{
    /// <summary>Writes one file.</summary>
    /// <param name="entries">The events.</param>
    /// <param name="stream">Where to; UTF-8 without byte order mark, lines ended by CR LF and folded at 75 octets. It is left open.</param>
    /// <param name="writtenAt">The time now, year 1 to 9999.</param>
    /// <param name="name">What programs call the calendar; <c>null</c> leaves that to them.</param>
    /// <param name="cancellationToken">Stops the writing; what has been written stays.</param>
    /// <returns>Number of events.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="writtenAt"/> lies before year 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static async Task<long> WriteAsync(IAsyncEnumerable<CalendarEntry> entries, Stream stream, Instant writtenAt, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(stream);
        if (writtenAt < CalendarText.Earliest)
        {
            throw new ArgumentOutOfRangeException(nameof(writtenAt), writtenAt, "The year must be 1 to 9999.");
        }

        var bytes = new ArrayBufferWriter<byte>();
        await FlushAsync(Head(name)).ConfigureAwait(false);
        long written = 0;
        await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await FlushAsync(CalendarEntryText.LinesOf(entry, writtenAt)).ConfigureAwait(false);
            written++;
        }

        await FlushAsync(["END:VCALENDAR"]).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return written;

        async Task FlushAsync(IEnumerable<string> lines)
        {
            bytes.ResetWrittenCount();
            foreach (var line in lines)
            {
                ContentFolding.Write(bytes, line);
            }

            await stream.WriteAsync(bytes.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Head(string? name)
    {
        yield return "BEGIN:VCALENDAR";
        yield return "VERSION:2.0";
        yield return "PRODID:-//CrmKit//CrmKit//EN";
        yield return "CALSCALE:GREGORIAN";
        yield return "METHOD:PUBLISH";
        if (name is { Length: > 0 })
        {
            // RFC 7986, and what was written before it.
            yield return $"NAME:{CalendarText.Escape(name)}";
            yield return $"X-WR-CALNAME:{CalendarText.Escape(name)}";
        }
    }
}
