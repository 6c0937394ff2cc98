using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one file of cards. Not thread-safe.</summary>
internal sealed class VCardReading(Stream stream, string fileName, VCardOptions options, IRejectSink? rejects) : IFileReading<ImportedCustomer, VCardImportSummary>
{
    private readonly ContentTally _tally = new();
    private readonly ContentRejects _rejects = new(rejects, VCardReader.CardColumn);

    public VCardImportSummary Summary => new()
    {
        LinesRead = _tally.Components,
        LinesTaken = _tally.Components - _rejects.Total,
        SetAside = _rejects.ToCounts(),
        PassedOver = _tally.PassedOver.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    public async IAsyncEnumerable<ImportedCustomer> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var utf8 = new Utf8OnlyStream(stream, fileName);
        await using var _ = utf8.ConfigureAwait(false);
        var cards = new VCardCards(new ContentLineReader(utf8, fileName, VCardNames.IsRead), _tally, keepsText: _rejects.IsKept);
        var people = new VCardPeople(options, fileName, _tally);
        while (await cards.NextAsync(cancellationToken).ConfigureAwait(false) is { } card)
        {
            if (!TryTake(people, card, out var taken, out var fault))
            {
                await _rejects.AddAsync(card, fault!, cancellationToken).ConfigureAwait(false);
            }
            else if (taken is not null)
            {
                yield return taken;
            }
        }
    }

    private bool TryTake(VCardPeople people, VCardCard card, out ImportedCustomer? taken, out ImportFaultException? fault)
    {
        taken = null;
        fault = null;
        try
        {
            taken = people.Read(card);
        }
        catch (ImportFaultException e) when (_rejects.IsKept)
        {
            fault = e;
        }

        return fault is null;
    }
}
