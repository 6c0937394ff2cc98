using System.Text;

namespace CrmKit.Import;

/// <summary>The cards of one file, one at a time. Not thread-safe.</summary>
/// <param name="lines">The file.</param>
/// <param name="tally">Counts cards and what is passed over.</param>
/// <param name="keepsText">Whether cards keep their lines, to be set aside.</param>
internal sealed class VCardCards(ContentLineReader lines, ContentTally tally, bool keepsText)
{
    private const int MaxCard = 1_000_000;

    // Strict: bytes that are no UTF-8 would otherwise become another text unseen.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The next card, its first fault noted in it; <c>null</c> at the end.</summary>
    /// <exception cref="ImportFaultException">What stands there is no card, or one without an end: nobody can tell where the next one begins.</exception>
    public async ValueTask<VCardCard?> NextAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await lines.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
        while (lines.Bytes.Trim(" \t"u8).IsEmpty);

        if (!Is("BEGIN:VCARD"))
        {
            throw lines.Fault("BEGIN", "BEGIN:VCARD; is this a file of cards?");
        }

        var card = new VCardCard(lines.Line) { Text = keepsText ? new ComponentText() : null };
        card.Text?.Add(lines.Bytes, lines.IsCut);
        tally.CountComponent();
        while (await lines.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            card.Text?.Add(lines.Bytes, lines.IsCut);
            if (Is("END:VCARD"))
            {
                return card;
            }

            if (Is("BEGIN:VCARD"))
            {
                throw lines.Fault("BEGIN", "END:VCARD before the next card");
            }

            if (!lines.Bytes.IsEmpty)
            {
                Take(card);
            }
        }

        throw lines.FaultAt(card.Line, "END", "END:VCARD; this card runs to the end of the file");
    }

    private bool Is(string text) => lines.Bytes.Length < 40 && string.Equals(Encoding.Latin1.GetString(lines.Bytes).Trim(), text, StringComparison.OrdinalIgnoreCase);

    private void Take(VCardCard card)
    {
        // After a fault the card is lost; its end is all that is looked for.
        if (card.Fault is not null)
        {
            return;
        }

        try
        {
            Add(card);
        }
        catch (ImportFaultException fault)
        {
            card.Fault = fault;
        }
    }

    private void Add(VCardCard card)
    {
        var name = ContentProperty.NameOf(Encoding.Latin1.GetString(lines.Bytes[..Math.Min(lines.Bytes.Length, 200)]));
        if (name is not null && !VCardNames.IsRead(name))
        {
            tally.Count(name);
            return;
        }

        if (card.Size + lines.Bytes.Length > MaxCard)
        {
            throw lines.Fault(name, "a card of at most 1,000,000 bytes, pictures not counted");
        }

        if (ContentProperty.Read(Text(name), lines.Line, out var property) is { } expected)
        {
            throw lines.Fault(name, expected);
        }

        Check(property);
        card.Add(property, lines.Bytes.Length);
    }

    private string Text(string? name)
    {
        try
        {
            return Utf8.GetString(lines.Bytes);
        }
        catch (DecoderFallbackException)
        {
            throw lines.Fault(name, "UTF-8 text; the line holds bytes that are none");
        }
    }

    private void Check(ContentProperty property)
    {
        if (property.Name == "VERSION" && property.Value.Trim() is not ("4.0" or "3.0"))
        {
            throw lines.Fault(property.Name, "4.0, or 3.0; a card of version 2.1 has no stated encoding: export the file anew as vCard 4.0 or 3.0");
        }

        if (property.Parameter("CHARSET") is { } charset && !string.Equals(charset, "UTF-8", StringComparison.OrdinalIgnoreCase))
        {
            throw lines.Fault(property.Name, "text in UTF-8, which is the only character set of vCard 4.0");
        }

        if (property.Parameter("ENCODING") is not null)
        {
            throw lines.Fault(property.Name, "text as it is, without ENCODING");
        }
    }
}
