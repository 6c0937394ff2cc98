namespace CrmKit.Import;

/// <summary>Reads the fields of one row after another. Of a row with several faults the first that was met stands. Not thread-safe.</summary>
/// <remarks>No fault shows what stands in a field: where columns have slipped, any of them may hold a personal value.</remarks>
internal sealed class RowFields(CsvRecords records)
{
    private static readonly IdField Exact = new(OuterSpaces.Keep);

    private RowFault? _fault;

    /// <summary>Turns to the current record, unless it is damaged and has no fields.</summary>
    public bool Begin(out RowFault damage)
    {
        _fault = null;
        return !records.IsDamaged(out damage);
    }

    /// <summary>Whether all that was read of the row so far was in order.</summary>
    public bool IsInOrder(out RowFault fault)
    {
        fault = _fault.GetValueOrDefault();
        return _fault is null;
    }

    /// <summary>Notes a fault.</summary>
    public void Fail(RejectReason reason, RowColumn column, string expected) => _fault ??= new RowFault(reason, column.Name, expected);

    public bool IsEmpty(RowColumn column) => column.Index < 0 || records.Utf8(column.Index).IsEmpty;

    /// <summary>The field's bytes; none where the file has no such column.</summary>
    public ReadOnlySpan<byte> Utf8(RowColumn column) => column.Index < 0 ? [] : records.Utf8(column.Index);

    /// <summary>The field as it is; empty where the file has no such column.</summary>
    public string Text(RowColumn column) => column.Index < 0 ? string.Empty : records.Text(column.Index);

    /// <summary>The customer's id.</summary>
    public CustomerId Customer(RowColumn column)
    {
        var field = Utf8(column);
        if (Exact.IsUsable(field, CustomerId.MaxLength))
        {
            return new CustomerId(Text(column));
        }

        Fail(field.IsEmpty ? RejectReason.CustomerMissing : RejectReason.Customer, column, $"a customer's id: 1 to {CustomerId.MaxLength} characters without control characters");
        return default;
    }

    /// <summary>The key of an event with the prefix before it; <c>null</c> where the field is empty.</summary>
    public EventKey? Key(RowColumn column, string prefix)
    {
        if (IsEmpty(column))
        {
            return null;
        }

        var longest = EventKey.MaxLength - prefix.Length;
        if (Exact.IsUsable(Utf8(column), longest))
        {
            return new EventKey(prefix + Text(column));
        }

        Fail(RejectReason.Key, column, $"a key of at most {longest} characters without control characters");
        return null;
    }

    /// <summary>A text of one line; <c>null</c> where the field is empty.</summary>
    public string? Label(RowColumn column, int longest)
    {
        if (IsEmpty(column))
        {
            return null;
        }

        if (Exact.IsUsable(Utf8(column), longest))
        {
            return Text(column);
        }

        Fail(RejectReason.Text, column, $"at most {longest} characters without control characters");
        return null;
    }

    /// <summary>What a code means; <c>null</c> where the field is empty.</summary>
    public T? Code<T>(RowColumn column, FileCode<T> codes)
        where T : struct
    {
        if (IsEmpty(column))
        {
            return null;
        }

        if (codes.TryRead(Text(column), out var value))
        {
            return value;
        }

        Fail(RejectReason.Unknown, column, codes.Expected);
        return null;
    }
}
