namespace CrmKit.Import;

/// <summary>The addresses of a file's rows. Not thread-safe.</summary>
internal sealed class PointColumns
{
    private readonly CsvRecords _records;
    private readonly ProfileReaderOptions _options;
    private readonly NamedValues<RowChannel>? _channel;
    private readonly ProfileColumn? _channelColumn;
    private readonly List<(ProfilePoint Point, ProfileColumn Column)> _whole = [];
    private readonly List<(ProfilePoint Point, ImmutableArray<ProfileColumn> Columns)> _parts = [];

    public PointColumns(CsvRecords records, ProfileColumns columns, PeopleSection section, ProfileReaderOptions options)
    {
        _records = records;
        _options = options;
        _channel = section.Row.Channel;
        if (_channel is not null)
        {
            _channelColumn = columns.Find(_channel.Names) ?? throw columns.Missing(_channel.Names, "it says of which channel an address is");
        }

        foreach (var point in section.Points)
        {
            if (point.Parts.IsEmpty && columns.Find(point.Names) is { } column)
            {
                _whole.Add((point, column));
            }
            else if (point.Parts.Select(columns.Find).OfType<ProfileColumn>().ToImmutableArray() is { IsEmpty: false } parts)
            {
                _parts.Add((point, parts));
            }
        }
    }

    /// <summary>How many addresses of the current row were none.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Whether the file has an address at all.</summary>
    public bool IsEmpty => _whole.Count + _parts.Count == 0;

    /// <summary>The addresses of the current row, each with the profile's key of it.</summary>
    public List<(string Key, ContactPointRecord Record)> Read()
    {
        Unreadable = 0;
        var points = new List<(string Key, ContactPointRecord Record)>();
        foreach (var (point, column) in _whole)
        {
            if ((point.Channel ?? RowsOwn()) is not { } channel)
            {
                continue;
            }

            var text = _records.Text(column.Index);
            foreach (var address in point.Separator is { } separator ? text.Split(separator) : [text])
            {
                Add(points, point, channel, address, column.Name);
            }
        }

        foreach (var (point, columns) in _parts)
        {
            var lines = columns.Select(column => _records.Text(column.Index).Trim()).Where(line => line.Length > 0);
            Add(points, point, point.Channel ?? Channel.Post, string.Join(", ", lines), columns[0].Name);
        }

        return points;
    }

    private Channel? RowsOwn() =>
        _channel!.Values.TryRead(_records.Text(_channelColumn!.Value.Index), out var channel)
            ? channel switch
            {
                RowChannel.Email => Channel.Email,
                RowChannel.Sms => Channel.Sms,
                RowChannel.Phone => Channel.Phone,
                RowChannel.Post => Channel.Post,
                _ => null,
            }
            : throw _records.Fault(_channelColumn.Value.Name, _channel.Values.Expected);

    private void Add(List<(string Key, ContactPointRecord Record)> points, ProfilePoint point, Channel channel, string text, string column)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (!ContactPoint.TryParse(channel, channel is Channel.Phone or Channel.Sms ? International(text.Trim()) : text, out var address))
        {
            if (!_options.PassOverUnreadableAddresses)
            {
                throw _records.Fault(column, $"{ContactPoint.Expected(channel)}; ProfileReaderOptions.PassOverUnreadableAddresses passes over others");
            }

            Unreadable++;
            return;
        }

        points.Add((point.Key, new ContactPointRecord(address) { Label = point.Label }));
    }

    /// <summary>The number with the stated country's code before it, where it has none.</summary>
    private string International(string number) => _options.CallingCode switch
    {
        null => number,
        _ when number.StartsWith('+') => number,
        _ when number.StartsWith("00", StringComparison.Ordinal) => "+" + number[2..],
        { } code => code + (number.StartsWith('0') ? number[1..] : number),
    };
}
