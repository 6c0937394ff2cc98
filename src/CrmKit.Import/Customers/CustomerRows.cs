using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Turns the records of one file into customers. Not thread-safe.</summary>
/// <remarks>No fault shows what stands in a field: everything here is personal.</remarks>
internal sealed class CustomerRows
{
    private readonly CsvRecords _records;
    private readonly CustomerColumns _columns;
    private readonly ConsentColumns _consents;
    private readonly BirthdayText _birthdays;
    private readonly SeenRows<UInt128> _seen = new();
    private readonly ArrayBufferWriter<byte> _content = new();

    public CustomerRows(CsvRecords records, CustomerCsvOptions options, DateText dates, string fileName)
    {
        _records = records;
        _columns = new CustomerColumns(records.Header, options);
        _consents = new ConsentColumns(records, options, dates, fileName);
        _birthdays = new BirthdayText(dates);
        RequireSomethingKnown(records.Header);
    }

    /// <summary>The customer of the current record, or <c>null</c> where the row repeats an earlier one.</summary>
    public ImportedCustomer? Parse()
    {
        var id = FieldChecks.Customer(_records, _columns.Id.Index, _columns.Id.Name);
        var points = Points();
        var customer = new Customer
        {
            Id = id,
            Name = PersonName(_columns.FullName),
            GivenName = PersonName(_columns.GivenName),
            ContactPoints = [.. points.Select(ContactPointRecord.FromContactPoint)],
            Zone = Zone(),
            Language = Language(),
            Birthday = Birthday(),
        };
        var consents = _consents.Read(id, points);
        return IsRepeated() ? null : new ImportedCustomer(customer, consents) { StatesPreference = Field(_columns.PreferredChannel) is not null };
    }

    /// <summary>A file of other columns is a file of another kind, orders for example: read as customers it would say nothing about anybody.</summary>
    private void RequireSomethingKnown(CsvHeader header)
    {
        if (header.Names.Length > 1 && _columns.Used.Length == 1 && _consents.Used.IsEmpty)
        {
            throw header.Fault(_columns.Id.Name, "beside it at least one of name, given_name, email, phone, zone, language, birthday, preferred_channel and consent_...; is this a file of customers?");
        }
    }

    private bool IsRepeated()
    {
        _content.ResetWrittenCount();
        foreach (var index in _columns.Used.Concat(_consents.Used))
        {
            // Lengths before texts, so that no two rows run together into one content.
            var field = _records.Utf8(index);
            BinaryPrimitives.WriteInt32LittleEndian(_content.GetSpan(sizeof(int)), field.Length);
            _content.Advance(sizeof(int));
            _content.Write(field);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_content.WrittenSpan, hash);
        return _seen.Note(_records.Utf8(_columns.Id.Index), MemoryMarshal.Read<UInt128>(hash), _records.Line, out var first) switch
        {
            SeenRow.New => false,
            SeenRow.Same => true,
            _ => throw _records.Fault(_columns.Id.Name, $"one row for each customer: line {first} states this id with other content"),
        };
    }

    private ImmutableArray<ContactPoint> Points()
    {
        var points = new List<ContactPoint>(2);
        AddPoint(points, _columns.Email, Channel.Email);
        AddPoint(points, _columns.Phone, Channel.Phone);
        if (Field(_columns.PreferredChannel) is { } preferred)
        {
            var first = points.FindIndex(point => string.Equals(preferred, NameOf(point.Channel), StringComparison.OrdinalIgnoreCase));
            if (first < 0)
            {
                throw _records.Fault(_columns.PreferredChannel.Name, "email or phone, with the address in the same row, or nothing");
            }

            (points[0], points[first]) = (points[first], points[0]);
        }

        return [.. points];
    }

    private static string NameOf(Channel channel) => channel == Channel.Email ? "email" : "phone";

    private void AddPoint(List<ContactPoint> points, CustomerColumns.Column column, Channel channel)
    {
        if (Field(column) is { } address)
        {
            points.Add(ContactPoint.TryParse(channel, address, out var point) ? point : throw _records.Fault(column.Name, ContactPoint.Expected(channel)));
        }
    }

    private CustomerZone? Zone()
    {
        if (Field(_columns.Zone) is not { } id)
        {
            return null;
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw _records.Fault(_columns.Zone.Name, "an IANA time zone such as Europe/Berlin");
        return new CustomerZone(zone, ZoneSource.Person);
    }

    private string? Language()
    {
        var tag = Field(_columns.Language);
        return tag is null || LanguageTag.HasShape(tag) ? tag : throw _records.Fault(_columns.Language.Name, "a BCP 47 language tag such as de or pt-BR");
    }

    private PartialDate? Birthday()
    {
        if (Field(_columns.Birthday) is not { } text)
        {
            return null;
        }

        return _birthdays.TryParse(text, out var date) ? date : throw _records.Fault(_columns.Birthday.Name, _birthdays.Expected);
    }

    // A line break in a name would end a header line of a message.
    private string? PersonName(CustomerColumns.Column column)
    {
        var text = Field(column);
        return text is null || !FieldChecks.HasControl(text) ? text : throw _records.Fault(column.Name, "a name without control characters");
    }

    private string? Field(CustomerColumns.Column column) =>
        column.Index >= 0 && _records.Text(column.Index) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
