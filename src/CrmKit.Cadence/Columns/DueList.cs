using System.Buffers;

namespace CrmKit.Cadence;

/// <summary>Who is due on a day, of many people at once: what <see cref="CadencePolicy"/> decides for each, from columns.</summary>
/// <remarks>
/// The same answers at any number of threads. One thread allocates nothing beyond what is handed out, once the shared pool of arrays is warm; several cost what threads cost.
/// Thread-safe.
/// </remarks>
public sealed class DueList
{
    /// <summary>The due day of whoever has none: never heard of, or beyond the calendar.</summary>
    public const int Never = int.MaxValue;

    private readonly IntervalTable _table;
    private readonly int _maxThreads;

    /// <summary>Creates the list.</summary>
    /// <param name="policy">When who is due.</param>
    /// <param name="maxThreads">The most threads at work, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public DueList(CadencePolicy policy, int maxThreads = 1)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        _table = policy.Table;
        _maxThreads = maxThreads;
    }

    /// <summary>Tells of every person the due day whose window is open, or the first where none has been.</summary>
    /// <param name="columns">The people.</param>
    /// <param name="today">The customer-local day.</param>
    /// <param name="days">Receives the numbers of the days, <see cref="Never"/> where there is none; one for each person at least.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">A column is neither empty nor as long as the first, or there is too little room for the answer.</exception>
    public void WriteDueDays(CadenceColumns columns, LocalDate today, Memory<int> days, CancellationToken cancellationToken = default)
    {
        CheckRoom(columns, days.Length, nameof(days));
        var pass = new DuePass(_table, columns, CivilNumbers.Of(today));
        DueStretches.Run(columns.Count, _maxThreads, (pass, days), static (work, from, to) => work.pass.Days(from, to, work.days.Span), cancellationToken);
    }

    /// <summary>Lists who is due: everybody with an open window, the worthiest first, of equals the first in the columns; whose worth is not known comes last.</summary>
    /// <param name="columns">The people.</param>
    /// <param name="today">The customer-local day.</param>
    /// <param name="people">Receives the places of the people in the columns; room for all of them at least.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many are due.</returns>
    /// <exception cref="ArgumentException">A column is neither empty nor as long as the first, or there is too little room for the answer.</exception>
    public int Write(CadenceColumns columns, LocalDate today, Memory<int> people, CancellationToken cancellationToken = default)
    {
        CheckRoom(columns, people.Length, nameof(people));
        var count = columns.Count;
        var found = ArrayPool<int>.Shared.Rent(DueStretches.Of(count));
        var keys = ArrayPool<ulong>.Shared.Rent(count);
        try
        {
            var pass = new DuePass(_table, columns, CivilNumbers.Of(today));
            DueStretches.Run(
                count,
                _maxThreads,
                (pass, people, keys, found),
                static (work, from, to) => work.found[from / DueStretches.Length] = work.pass.Due(from, to, work.people.Span, work.keys),
                cancellationToken);
            var due = Close(found, keys, people.Span, count);
            WorthOrder.Sort(keys.AsSpan(0, due), people.Span[..due]);
            return due;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(found);
            ArrayPool<ulong>.Shared.Return(keys);
        }
    }

    /// <summary>Who is due: everybody with an open window, the worthiest first, of equals the first in the columns; whose worth is not known comes last.</summary>
    /// <param name="columns">The people.</param>
    /// <param name="today">The customer-local day.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The places of the people in the columns.</returns>
    /// <exception cref="ArgumentException">A column is neither empty nor as long as the first.</exception>
    public int[] On(CadenceColumns columns, LocalDate today, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var room = ArrayPool<int>.Shared.Rent(columns.Count);
        try
        {
            return room[..Write(columns, today, room, cancellationToken)];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(room);
        }
    }

    private static void CheckRoom(CadenceColumns columns, int room, string name)
    {
        ArgumentNullException.ThrowIfNull(columns);
        columns.Check(nameof(columns));
        if (room < columns.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {columns.Count} people, and room for {room}."), name);
        }
    }

    // Each stretch wrote what it found to its own beginning.
    private static int Close(int[] found, ulong[] keys, Span<int> people, int count)
    {
        var due = 0;
        for (var stretch = 0; stretch < DueStretches.Of(count); stretch++)
        {
            var from = stretch * DueStretches.Length;
            people.Slice(from, found[stretch]).CopyTo(people[due..]);
            keys.AsSpan(from, found[stretch]).CopyTo(keys.AsSpan(due));
            due += found[stretch];
        }

        return due;
    }
}
