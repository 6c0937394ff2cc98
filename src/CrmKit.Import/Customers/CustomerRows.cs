using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Turns the records of one file into customers. Not thread-safe.</summary>
/// <remarks>No fault shows what stands in a field: everything here is personal.</remarks>
internal sealed class CustomerRows
{
    private static readonly CustomerId Nobody = new("nobody");

    private readonly CsvRecords _records;
    private readonly CustomerColumns _columns;
    private readonly ContactColumns _contacts;
    private readonly ConsentColumns _consents;
    private readonly DateColumns _dates;
    private readonly InterestColumns _interests;
    private readonly RoleColumns _roles;
    private readonly CareColumns _cares;
    private readonly BlockColumns _blocks;
    private readonly FieldColumns _fields;
    private readonly BirthdayText _birthdays;
    private readonly WhenText _when;
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly ImmutableArray<int> _used;

    public CustomerRows(CsvRecords records, CustomerCsvOptions options, DateText dates, string fileName)
    {
        _records = records;
        _columns = new CustomerColumns(records.Header, options);
        _birthdays = new BirthdayText(dates);
        _when = new WhenText(dates, options.BusinessZone);
        _contacts = new ContactColumns(records, options);
        _consents = new ConsentColumns(records, options, dates, fileName);
        _dates = new DateColumns(records, options, _birthdays);
        _interests = new InterestColumns(records, options);
        _roles = new RoleColumns(records, options, dates);
        _cares = new CareColumns(records, options, dates);
        _blocks = new BlockColumns(records, options, dates);
        _fields = new FieldColumns(records, options, new FieldText(options.Format, dates));
        _used = [.. _columns.Used.Concat(_contacts.Used).Concat(_consents.Used).Concat(_dates.Used).Concat(_interests.Used).Concat(_roles.Used).Concat(_cares.Used).Concat(_blocks.Used).Concat(_fields.Used)];
        RequireSomethingKnown(records.Header);
        RefuseUnreadRefusals(records.Header, options);
    }

    /// <summary>The column of ids.</summary>
    public RowColumn IdColumn => _columns.Id;

    /// <summary>The customer of the current record.</summary>
    /// <exception cref="ImportFaultException">The record is bad.</exception>
    public ImportedCustomer Parse()
    {
        var id = Id();
        var points = _contacts.Read(out var stated);
        var toldAt = ToldAt();
        var kind = Kind();
        var customer = new Customer
        {
            Id = id,
            Kind = kind ?? PartyKind.Person,
            Name = PersonName(_columns.FullName),
            GivenName = PersonName(_columns.GivenName),
            FamilyName = PersonName(_columns.FamilyName),
            ContactPoints = points,
            Zone = Zone(),
            Language = Language(),
            Birthday = Birthday(),
            PreferredHours = PreferredHours(),
            Dates = _dates.Read(),
            Interests = _interests.Read(toldAt),
            Roles = _roles.Read(id),
            CareFlags = _cares.Read(),
            Blocks = _blocks.Read(),
            Fields = _fields.Read(),
        };
        var consents = _consents.Read(id, [.. points.Select(point => point.Point)]);
        return new ImportedCustomer(customer, consents) { StatesPreference = _contacts.StatesPreference, StatesKind = kind is not null, StatedStatuses = stated, ToldAt = toldAt };
    }

    /// <summary>All that the current record, which is whole, states in the columns that are read, as a number.</summary>
    public UInt128 Content()
    {
        _content.ResetWrittenCount();
        foreach (var index in _used)
        {
            // Lengths before texts, so that no two rows run together into one content.
            var field = _records.Utf8(index);
            BinaryPrimitives.WriteInt32LittleEndian(_content.GetSpan(sizeof(int)), field.Length);
            _content.Advance(sizeof(int));
            _content.Write(field);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_content.WrittenSpan, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>The id of the current record, which is whole, as a number.</summary>
    public UInt128 IdKey() => FieldFingerprint.Of(_records.Utf8(_columns.Id.Index));

    /// <summary>The ids that the current record, which is bad, may have meant: its own, and what is left of it without white space around it.</summary>
    public IEnumerable<UInt128> IdsOfBadRow()
    {
        if (_records.IsDamaged(out _))
        {
            return DamagedKeys.Of(_records, _columns.Id.Index);
        }

        var id = _records.Text(_columns.Id.Index);
        return new[] { id, id.Trim() }.Where(text => text.Length > 0).Select(text => FieldFingerprint.Of(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Under which texts the person of the current record may stand in other rows.</summary>
    public IEnumerable<string> Traces() => _records.IsDamaged(out _)
        ? ContactTraces.OfDamaged(_records, [_columns.Id.Index, .. _contacts.Addresses])
        : ContactTraces.OfId(_records.Text(_columns.Id.Index)).Concat(_contacts.Addresses.SelectMany(index => ContactTraces.OfAddress(_records.Text(index))));

    /// <summary>The first column in which the current record agrees to something; <c>null</c> for none.</summary>
    public string? AgreementColumn() => _consents.AgreementColumn();

    /// <summary>Whether the current record says, or may say, that the person is not to be contacted.</summary>
    public bool MayStop() => _records.IsDamaged(out _) || _consents.MayRefuse() || _contacts.MayStop() || _cares.MayStop() || _blocks.MayStop();

    /// <summary>What of the current record, which is set aside, keeps the person from being contacted, as far as it can be read.</summary>
    /// <param name="isLost">Whether the record says something of that kind, or may, that cannot be read.</param>
    public List<HeededStop> Stops(out bool isLost)
    {
        var stops = new List<HeededStop>();
        isLost = DamagedRows.ReadEach(_records, () =>
        {
            Heed(stops, out var isRowLost);
            return isRowLost;
        });
        return stops;
    }

    private void Heed(List<HeededStop> stops, out bool isLost)
    {
        var id = Attempt.Of(() => (CustomerId?)Id());
        var points = _contacts.Readable(out var hasPoints);
        var flags = _cares.Readable();
        var blocks = _blocks.Readable();
        isLost = _consents.LosesRefusals(hasPoints) || _contacts.LosesStatuses() || _cares.LosesStops() || _blocks.LosesStops() || (id is null && !(flags.IsEmpty && blocks.IsEmpty));

        // A refusal is of an address as much as of a person: where nobody can tell whose it is, it is of whoever is known there.
        var of = id ?? Nobody;
        var refusals = _consents.Refusals(of, points);
        if (refusals.IsEmpty && flags.IsEmpty && blocks.IsEmpty && points.All(point => point.Status == ContactPointStatus.Active))
        {
            return;
        }

        stops.Add(new HeededStop(id, points, flags, blocks, refusals));
    }

    /// <summary>A column that is not read cannot be heeded: one whose name speaks of refusing is never passed over unseen.</summary>
    private void RefuseUnreadRefusals(CsvHeader header, CustomerCsvOptions options)
    {
        for (var i = 0; i < header.Names.Length; i++)
        {
            var name = header.Names[i];
            if (!_used.Contains(i) && RefusalWords.AreIn(name) && !options.IgnoredColumns.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw header.Fault(
                    ImportFaultException.Visible(name),
                    $"a column that is read, since its name speaks of refusing: call it {options.ConsentPrefix}marketing (opt-in, opt-out) or objection (yes), or leave it out; {CustomerColumns.Option(nameof(options.IgnoredColumns))} passes it over");
            }
        }
    }

    /// <summary>A file of other columns is a file of another kind, orders for example: read as customers it would say nothing about anybody.</summary>
    private void RequireSomethingKnown(CsvHeader header)
    {
        if (header.Names.Length > 1 && _used.Length == 1)
        {
            throw header.Fault(
                _columns.Id.Name,
                "beside it at least one of kind, name, given_name, family_name, email, phone, sms, post, messenger, zone, language, birthday, preferred_channel, preferred_hours, updated_at, objection, consent_..., date_..., interest_..., role_..., care_..., block_... and field_...:type; is this a file of customers?");
        }
    }

    private CustomerId Id() => FieldChecks.Customer(_records, _columns.Id.Index, _columns.Id.Name);

    private PartyKind? Kind() => Field(_columns.Kind) is not { } word
        ? null
        : FileCodes.Kinds.TryRead(word, out var kind) ? kind : throw _records.Fault(_columns.Kind.Name, $"{FileCodes.Kinds.Expected}, or nothing");

    private CustomerZone? Zone()
    {
        var source = ZoneSource.Person;
        if (Field(_columns.ZoneSource) is { } word && !FileCodes.ZoneSources.TryRead(word, out source))
        {
            throw _records.Fault(_columns.ZoneSource.Name, $"{FileCodes.ZoneSources.Expected}, or nothing");
        }

        if (Field(_columns.Zone) is not { } id)
        {
            return null;
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw _records.Fault(_columns.Zone.Name, "an IANA time zone such as Europe/Berlin");
        return new CustomerZone(zone, source);
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

        return _birthdays.TryParse(text, out var date) ? date : throw _records.Fault(RejectReason.Date, _columns.Birthday.Name, _birthdays.Expected);
    }

    private DailyHours? PreferredHours() => Field(_columns.PreferredHours) is { } text ? HoursText.Read(text) ?? throw _records.Fault(_columns.PreferredHours.Name, $"{HoursText.Expected}, or nothing") : null;

    // Of a day alone the start counts: what was changed during that day is then newer than the file.
    private Instant? ToldAt() => Field(_columns.UpdatedAt) is null
        ? null
        : _when.TryRead(_records, _columns.UpdatedAt.Index, out var spoken) ? spoken.First : throw _records.Fault(RejectReason.Date, _columns.UpdatedAt.Name, $"{_when.Expected}, or nothing");

    // A line break in a name would end a header line of a message.
    private string? PersonName(RowColumn column)
    {
        var text = Field(column);
        return text is null || !FieldChecks.HasControl(text) ? text : throw _records.Fault(column.Name, "a name without control characters");
    }

    private string? Field(RowColumn column) => PrefixedColumns.Field(_records, column.Index);
}
