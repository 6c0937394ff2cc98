using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CrmKit.Import;

/// <summary>Turns the rows of a file of contacts or of statuses into records. Not thread-safe.</summary>
/// <remarks>No fault shows what stands in a field, but for values of status columns, dates and the names of purposes.</remarks>
internal sealed class PeopleRows
{
    private readonly CsvRecords _records;
    private readonly ReadingState _state;
    private readonly PeopleSection _section;
    private readonly ProfileColumn? _id;
    private readonly PointColumns _points;
    private readonly PersonColumns? _person;
    private readonly StatementColumns _statements;
    private readonly SeenRows<UInt128> _seen = new();
    private readonly ArrayBufferWriter<byte> _content = new();

    public PeopleRows(CsvRecords records, ReadingState state, ProfileFileKind kind, string fileName)
    {
        _records = records;
        _state = state;
        _section = state.Profile.People(kind);
        var columns = new ProfileColumns(records.Header);
        RefuseToIgnoreStatements(columns);
        columns.Claim(state.Options.IgnoredColumns.IsDefault ? [] : state.Options.IgnoredColumns);
        _id = columns.Find(_section.Id);
        _points = new PointColumns(records, columns, _section, state.Options);
        _person = kind == ProfileFileKind.Contacts ? new PersonColumns(records, columns, _section, state) : null;
        _statements = new StatementColumns(records, columns, _section, state, fileName);
        Check(columns, kind);
    }

    /// <summary>What the current row gives.</summary>
    public async ValueTask<ImportedRecord> ParseAsync(CancellationToken cancellationToken)
    {
        var points = _points.Read();
        var own = Id(points);
        var repeated = _person is not null && IsRepeated(own!.Value);
        var spoken = _statements.Read(points);
        var record = new ImportedRecord
        {
            Customer = own ?? _state.Nobody,
            Line = _records.Line,
            UnreadableAddresses = _points.Unreadable,
            PassedOver = repeated ? PassedOver.Repeated : PassedOver.No,
        };
        if (repeated)
        {
            return record;
        }

        var gathered = new GatheredStatements(_state);
        if (_person is not null)
        {
            gathered.Join(own!.Value, points.Select(point => point.Record.Point));
            record = record with
            {
                Person = _person.Read(own.Value, points.Select(point => Judged(point.Record, spoken))),
                CreatedAt = _person.Time("created"),
                ModifiedAt = _person.Time("modified"),
            };
        }

        foreach (var statement in spoken)
        {
            await gathered.AddAsync(statement, own, Overfull, cancellationToken).ConfigureAwait(false);
        }

        return gathered.Into(record, spoken.Count == 0 && _person is null ? points.Count == 0 ? PassedOver.NoAddress : PassedOver.SaysNothing : PassedOver.No);
    }

    /// <summary>An address with what the row says of it.</summary>
    private static ContactPointRecord Judged(ContactPointRecord record, List<Spoken> spoken)
    {
        var about = spoken.Where(statement => statement.Point.Reaches(record.Point)).Select(statement => statement.Meaning).ToList();
        return about.Contains(StatementMeaning.Dead) ? record with { Status = ContactPointStatus.Dead }
            : about.Contains(StatementMeaning.Bouncing) ? record with { Status = ContactPointStatus.Bouncing }
            : record;
    }

    private ImportFaultException Overfull() => _records.Fault(null, "at most 5,000 different statements about one address");

    private CustomerId? Id(List<(string Key, ContactPointRecord Record)> points)
    {
        var text = _id is { } column ? _state.IdText(_records.Text(column.Index)) : string.Empty;
        if (text.Length > 0)
        {
            return text.Length <= CustomerId.MaxLength && !FieldChecks.HasControl(text)
                ? new CustomerId(text)
                : throw _records.Fault(_id!.Value.Name, $"a customer's id: 1 to {CustomerId.MaxLength} characters without control characters");
        }

        if (_section.IdIsOptional)
        {
            return null;
        }

        var email = _section.ElseEmail && _id is null ? points.Select(point => point.Record.Point).FirstOrDefault(point => point.Channel == Channel.Email) : default;
        return email != default && email.FoldedAddress.Length <= CustomerId.MaxLength
            ? new CustomerId(email.FoldedAddress)
            : throw _records.Fault(_id?.Name, _section.ElseEmail && _id is null ? "an e-mail address, which is the customer's id in a file without one" : "a customer's id");
    }

    private bool IsRepeated(CustomerId id)
    {
        _content.ResetWrittenCount();
        for (var i = 0; i < _records.Header.Count; i++)
        {
            // Lengths before texts, so that no two rows run together into one content.
            var field = _records.Utf8(i);
            BinaryPrimitives.WriteInt32LittleEndian(_content.GetSpan(sizeof(int)), field.Length);
            _content.Advance(sizeof(int));
            _content.Write(field);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_content.WrittenSpan, hash);
        return _seen.Note(System.Text.Encoding.UTF8.GetBytes(id.Value), MemoryMarshal.Read<UInt128>(hash), _records.Line, out var first) switch
        {
            SeenRow.New => false,
            SeenRow.Same => true,
            _ => throw _records.Fault(_id?.Name, $"one row for each customer: line {first} states this id with other content"),
        };
    }

    /// <summary>Whoever leaves out a column of refusals would contact those who refused.</summary>
    private void RefuseToIgnoreStatements(ProfileColumns columns)
    {
        foreach (var name in _state.Options.IgnoredColumns.IsDefault ? [] : _state.Options.IgnoredColumns)
        {
            var folded = FoldedText.Of(name);
            if (_section.Statements.Any(rule =>
                rule.Names.Any(spelling => string.Equals(FoldedText.Of(spelling), folded, StringComparison.Ordinal))
                || rule.Prefixes.Any(prefix => FoldedText.After(name, prefix) is not null)))
            {
                throw columns.Header.Fault(ImportFaultException.Visible(name), "that this column is read: it says who may be contacted (ProfileReaderOptions.IgnoredColumns)");
            }
        }
    }

    private void Check(ProfileColumns columns, ProfileFileKind kind)
    {
        if (_id is null && !_section.IdIsOptional && !_section.ElseEmail)
        {
            throw columns.Missing(_section.Id, "it holds the customer's id");
        }

        if (kind == ProfileFileKind.Statuses && (_points.IsEmpty || _statements.IsEmpty))
        {
            throw _points.IsEmpty
                ? columns.Missing(_section.Points[0].Names, "it holds the address that a row is about")
                : columns.Missing([.. _section.Statements.SelectMany(rule => rule.Names)], "without any of these the file says nothing about contact");
        }

        if (kind == ProfileFileKind.Contacts && columns.Header.Count > 1 && columns.Claimed <= 1)
        {
            throw columns.Header.Fault(_id?.Name, $"beside it columns of {_state.Profile.Vendor}'s contacts; is this a file of contacts, and is the profile the right one?");
        }
    }
}
