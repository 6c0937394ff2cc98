namespace CrmKit.Import;

/// <summary>The reading of one file of cards. Not thread-safe.</summary>
internal sealed class VCardReading(Stream stream, string fileName, VCardOptions options, IRejectSink? rejects)
    : ContentReading<VCardCard, ImportedCustomer, VCardImportSummary>(stream, fileName, rejects, VCardReader.CardColumn)
{
    private readonly string _fileName = fileName;
    private VCardCards? _cards;
    private VCardPeople? _people;

    public override VCardImportSummary Summary => new() { LinesRead = Tally.Components, LinesTaken = Taken, SetAside = SetAside, PassedOver = PassedOver };

    protected override void Open(Stream utf8)
    {
        _cards = new VCardCards(new ContentLineReader(utf8, _fileName, VCardNames.IsRead), Tally, KeepsText);
        _people = new VCardPeople(options, _fileName, Tally);
    }

    protected override ValueTask<VCardCard?> NextAsync(CancellationToken cancellationToken) => _cards!.NextAsync(cancellationToken);

    protected override ImportedCustomer? Read(VCardCard draft) => _people!.Read(draft);
}
