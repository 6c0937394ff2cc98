using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Npgsql;

namespace CrmKit.Storage.PostgreSql;

/// <summary>The row at hand, with columns read as domain values.</summary>
internal sealed class DatabaseRow(NpgsqlDataReader reader)
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public string Text(int column) => Value(column, static (row, at) => row.GetString(at));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Whole(int column) => Value(column, static (row, at) => row.GetInt64(at));

    public int Number(int column) => Value(column, static (row, at) => row.GetInt32(at));

    public decimal Amount(int column) => Value(column, static (row, at) => row.GetDecimal(at));

    public bool IsTrue(int column) => Value(column, static (row, at) => row.GetBoolean(at));

    public Guid Token(int column) => Value(column, static (row, at) => row.GetGuid(at));

    public Instant Instant(int column) => Value(column, static (row, at) => ColumnInstant.ToInstant(row.GetInt64(at)));

    /// <summary>A member of an enumeration; a number that is none cannot be read.</summary>
    public TEnum Member<TEnum>(int column)
        where TEnum : struct, Enum
    {
        var member = Unsafe.BitCast<int, TEnum>(Number(column));
        return Enum.IsDefined(member) ? member : throw DatabaseFailure.Unreadable($"a {typeof(TEnum).Name}");
    }

    /// <summary>Reads the row, and says in the store's own exception where a stored value is none of its type.</summary>
    public T As<T>(Func<DatabaseRow, T> read)
    {
        try
        {
            return read(this);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            // The cause may quote the value: its type must do.
            throw DatabaseFailure.Unreadable($"a row ({error.GetType().Name})");
        }
    }

    /// <summary>Reads the row, or says no where a stored value is none of its type.</summary>
    public bool TryAs<T>(Func<DatabaseRow, T> read, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        try
        {
            value = read(this);
            return true;
        }
        catch (Exception error) when (error is CrmStoreException || IsUnreadable(error))
        {
            value = default;
            return false;
        }
    }

    public Reason Reason(int column)
    {
        try
        {
            return ReasonJson.Read(Text(column));
        }
        catch (FormatException error)
        {
            throw DatabaseFailure.Unreadable("a reason", error);
        }
    }

    /// <summary>The reason, or the one that says that it cannot be read.</summary>
    public Reason ReasonOrUnreadable(int column) => TryAs(row => row.Reason(column), out var reason) ? reason : new Reason(ReasonCodes.Unreadable);

    public ContactPoint Point(int channel, int address) =>
        ContactPoint.TryParse((Channel)Number(channel), Text(address), out var point) ? point : throw DatabaseFailure.Unreadable("a contact point");

    // One column: what is of no kind that was asked for cannot be read, whoever asks.
    private T Value<T>(int column, Func<NpgsqlDataReader, int, T> read)
    {
        try
        {
            return read(reader, column);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw DatabaseFailure.Unreadable($"a value ({error.GetType().Name})");
        }
    }

    // What the domain's own types and the driver's conversions throw.
    private static bool IsUnreadable(Exception error) =>
        error is (ArgumentException or FormatException or OverflowException or InvalidCastException or InvalidOperationException) and not ObjectDisposedException;
}
