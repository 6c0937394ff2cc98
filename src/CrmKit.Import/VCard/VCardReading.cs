using System.Runtime.CompilerServices;
using System.Text;

namespace CrmKit.Import;

/// <summary>The reading of one file of cards. Not thread-safe.</summary>
internal sealed class VCardReading(Stream stream, string fileName, VCardOptions options, IRejectSink? rejects) : IFileReading<ImportedCustomer, VCardImportSummary>
{
    private readonly ContentTally _tally = new();
    private readonly RejectTally _rejects = new();

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
        var cards = new VCardCards(new ContentLineReader(utf8, fileName, VCardNames.IsRead), _tally, keepsText: rejects is not null);
        var people = new VCardPeople(options, fileName, _tally);
        while (await cards.NextAsync(cancellationToken).ConfigureAwait(false) is { } card)
        {
            if (!TryTake(people, card, out var taken, out var fault))
            {
                await SetAsideAsync(card, fault!, cancellationToken).ConfigureAwait(false);
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
        catch (ImportFaultException e) when (rejects is not null)
        {
            fault = e;
        }

        return fault is null;
    }

    private async ValueTask SetAsideAsync(VCardCard card, ImportFaultException fault, CancellationToken cancellationToken)
    {
        if (_rejects.Total == 0)
        {
            await rejects!.BeginAsync(Encoding.UTF8.GetBytes(VCardReader.CardColumn), ',', cancellationToken).ConfigureAwait(false);
        }

        _rejects.Add(fault.Reason);
        await rejects!.AddAsync(new RejectedRecord(fault.Line, fault.Column, fault.Reason, fault.Expected, card.Text!.ToField()), cancellationToken).ConfigureAwait(false);
    }
}
