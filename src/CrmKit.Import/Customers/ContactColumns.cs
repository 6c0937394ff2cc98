namespace CrmKit.Import;

/// <summary>The contact points of a customer file: columns of each channel, with their statuses and labels, and their order. Not thread-safe.</summary>
internal sealed class ContactColumns
{
    private const int MaxLabel = 50;

    private readonly CsvRecords _records;
    private readonly List<Column> _points = [];
    private readonly RowColumn _preferred;
    private readonly RowColumn _order;

    public ContactColumns(CsvRecords records, CustomerCsvOptions options)
    {
        _records = records;
        var header = records.Header;
        AddAll(Channel.Email, options.EmailColumn, "email", nameof(options.EmailColumn));
        AddAll(Channel.Phone, options.PhoneColumn, "phone", nameof(options.PhoneColumn));
        AddAll(Channel.Sms, options.SmsColumn, "sms", nameof(options.SmsColumn));
        AddAll(Channel.Post, options.PostColumn, "post", nameof(options.PostColumn));
        AddAll(Channel.Messenger, options.MessengerColumn, "messenger", nameof(options.MessengerColumn));
        foreach (var further in options.FurtherPoints)
        {
            Add(further.Channel, further.Column, header.Required(further.Column, CustomerColumns.Option(nameof(options.FurtherPoints))));
        }

        _preferred = new(header.Optional(options.PreferredChannelColumn, "preferred_channel", CustomerColumns.Option(nameof(options.PreferredChannelColumn))), options.PreferredChannelColumn ?? "preferred_channel");
        _order = new(header.Optional(null, "contact_order", "contact_order"), "contact_order");
        Used = [.. _points.SelectMany(column => new[] { column.Index, column.Status, column.Label }).Append(_preferred.Index).Append(_order.Index).Where(index => index >= 0).Distinct()];
    }

    /// <summary>The columns that the file has.</summary>
    public ImmutableArray<int> Used { get; }

    /// <summary>Whether the current record states an order of preference.</summary>
    public bool StatesPreference => PrefixedColumns.Field(_records, _preferred.Index) is not null || PrefixedColumns.Field(_records, _order.Index) is not null;

    /// <summary>The contact points of the current record, each address once.</summary>
    /// <param name="stated">Those whose status the record states.</param>
    public ImmutableArray<ContactPointRecord> Read(out ImmutableArray<ContactPoint> stated)
    {
        var points = new List<(string Name, ContactPointRecord Record)>(2);
        var statuses = ImmutableArray.CreateBuilder<ContactPoint>();
        foreach (var column in _points)
        {
            if (Record(column) is { } record)
            {
                points.Add((column.Name, record));
                if (PrefixedColumns.Field(_records, column.Status) is not null)
                {
                    statuses.Add(record.Point);
                }
            }
        }

        stated = statuses.DrainToImmutable();
        return [.. InOrder(points).DistinctBy(point => (point.Channel, point.Point.FoldedAddress))];
    }

    /// <summary>The places of the addresses.</summary>
    public IEnumerable<int> Addresses => _points.Select(column => column.Index);

    /// <summary>Whether the current record says, or may say, that an address is out of use.</summary>
    public bool MayStop() => _points.Exists(column =>
        PrefixedColumns.Field(_records, column.Status) is { } word && !(FileCodes.Statuses.TryRead(word, out var status) && status == ContactPointStatus.Active));

    /// <summary>What can be read of the contact points of the current record, which is bad; a status that cannot be is none.</summary>
    /// <param name="isAll">Whether there is one, and all of them can be read.</param>
    public ImmutableArray<ContactPointRecord> Readable(out bool isAll)
    {
        var told = _points.Where(column => !_records.IsLegible(column.Index) || PrefixedColumns.Field(_records, column.Index) is not null).ToList();
        var read = told.ConvertAll(column => ContactTraces.TryMeant(column.Channel, _records.Text(column.Index), out var point)
            ? new ContactPointRecord(point, Attempt.Of(() => (ContactPointStatus?)Status(column)) ?? ContactPointStatus.Active)
            : null);
        isAll = read.Count > 0 && read.TrueForAll(record => record is not null);
        return
        [
            .. read.OfType<ContactPointRecord>()
                .OrderBy(record => record.Status == ContactPointStatus.Active)
                .DistinctBy(record => (record.Channel, record.Point.FoldedAddress)),
        ];
    }

    /// <summary>Whether the current record, which is bad, says of an address that it is out of use, or may, and either of them cannot be read.</summary>
    public bool LosesStatuses() => _points.Exists(column =>
        !_records.IsLegible(column.Status)
        || (PrefixedColumns.Field(_records, column.Status) is { } word
            && !(FileCodes.Statuses.TryRead(word, out var status) && (status == ContactPointStatus.Active || ContactTraces.TryMeant(column.Channel, _records.Text(column.Index), out _)))));

    private void AddAll(Channel channel, string? name, string usual, string option)
    {
        var header = _records.Header;
        var first = header.Optional(name, usual, CustomerColumns.Option(option));
        if (first < 0)
        {
            return;
        }

        Add(channel, name ?? usual, first);
        for (var number = 2; ; number++)
        {
            var further = string.Create(CultureInfo.InvariantCulture, $"{name ?? usual}_{number}");
            if (header.Optional(null, further, CustomerColumns.Option(option)) is not (>= 0 and var index))
            {
                return;
            }

            Add(channel, further, index);
        }
    }

    private void Add(Channel channel, string name, int index) => _points.Add(new Column(
        channel, name, index, _records.Header.Optional(null, name + ":status", name), _records.Header.Optional(null, name + ":label", name)));

    private ContactPointRecord? Record(Column column)
    {
        if (Point(column) is { } point)
        {
            return new ContactPointRecord(point, Status(column)) { Label = Label(column) };
        }

        // What is said of an address that is not there would be lost.
        return PrefixedColumns.Field(_records, column.Status) is null && PrefixedColumns.Field(_records, column.Label) is null
            ? null
            : throw _records.Fault(column.Name, $"{ContactPoint.Expected(column.Channel)}, since the row tells its status or label");
    }

    private ContactPoint? Point(Column column)
    {
        if (PrefixedColumns.Field(_records, column.Index) is not { } address)
        {
            return null;
        }

        // A number that a spreadsheet would compute stands behind an apostrophe in many files, whatever else the file is.
        if (column.Channel is Channel.Phone or Channel.Sms && address.StartsWith("'+", StringComparison.Ordinal))
        {
            address = address[1..];
        }

        return ContactPoint.TryParse(column.Channel, address, out var point)
            ? point
            : throw _records.Fault(column.Name, ContactPoint.Expected(column.Channel));
    }

    private ContactPointStatus Status(Column column) => PrefixedColumns.Field(_records, column.Status) is not { } word
        ? ContactPointStatus.Active
        : FileCodes.Statuses.TryRead(word, out var status) ? status : throw _records.Fault(column.Name + ":status", $"{FileCodes.Statuses.Expected}, or nothing");

    private string? Label(Column column) =>
        column.Label < 0 || _records.Text(column.Label) is not { Length: > 0 } label
            ? null
            : label.Length <= MaxLabel ? label : throw _records.Fault(column.Name + ":label", $"a label of at most {MaxLabel} characters, or nothing");

    private List<ContactPointRecord> InOrder(List<(string Name, ContactPointRecord Record)> points)
    {
        if (PrefixedColumns.Field(_records, _order.Index) is { } order)
        {
            var names = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var ordered = names.Select(name => points.Find(point => string.Equals(point.Name.Replace(' ', '_'), name, StringComparison.OrdinalIgnoreCase)).Record).ToList();
            return ordered.Count == points.Count && ordered.TrueForAll(record => record is not null) && ordered.Distinct(ReferenceEqualityComparer.Instance).Count() == points.Count
                ? ordered
                : throw _records.Fault(_order.Name, "the name of every column of an address that the row has, each once, with spaces between them, or nothing");
        }

        var records = points.ConvertAll(point => point.Record);
        if (PrefixedColumns.Field(_records, _preferred.Index) is not { } preferred)
        {
            return records;
        }

        var first = records.FindIndex(record => string.Equals(preferred, FileCodes.Channels.Word(record.Channel), StringComparison.OrdinalIgnoreCase));
        return first >= 0
            ? [records[first], .. records.Where((_, index) => index != first)]
            : throw _records.Fault(_preferred.Name, $"{FileCodes.Channels.Expected}, with the address in the same row, or nothing");
    }

    private readonly record struct Column(Channel Channel, string Name, int Index, int Status, int Label);
}
