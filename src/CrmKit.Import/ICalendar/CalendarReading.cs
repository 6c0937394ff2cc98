namespace CrmKit.Import;

/// <summary>The reading of one calendar file. Not thread-safe.</summary>
internal sealed class CalendarReading(Stream stream, string fileName, IRejectSink? rejects)
    : ContentReading<EventDraft, ImportedEvent, CalendarImportSummary>(stream, fileName, rejects, CalendarReader.EventColumn)
{
    private readonly string _fileName = fileName;
    private CalendarComponents? _components;

    public override CalendarImportSummary Summary => new() { LinesRead = Tally.Components, LinesTaken = Taken, SetAside = SetAside, PassedOver = PassedOver };

    protected override void Open(Stream utf8) => _components = new CalendarComponents(new ContentLineReader(utf8, _fileName, CalendarNames.IsRead), Tally, KeepsText);

    protected override ValueTask<EventDraft?> NextAsync(CancellationToken cancellationToken) => _components!.NextAsync(cancellationToken);

    protected override ImportedEvent Read(EventDraft draft) => new EventReading(draft, _components!.Zones, _fileName).Read();
}
