using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>Reads customers from cards of an address book: vCard 4.0 (RFC 6350), and 3.0 (RFC 2426), which most address books write.</summary>
/// <remarks>
/// <para>
/// FN is the name, N the family and given name, KIND the kind (a group is a household); EMAIL, TEL, ADR and IMPP are contact points in the order of PREF; BDAY is the
/// birthday, ANNIVERSARY the date <c>anniversary</c>; LANG, TZ (an IANA zone), REV and UID are what they are; ORG is the field <c>organisation</c>. A telephone
/// number takes text messages where its type says <c>text</c>, and otherwise is one to call. RELATED and MEMBER become roles: the card's own where the relation
/// has a name for it, else <c>has-</c> and what the other one is, for example <c>has-member</c>.
/// </para>
/// <para>
/// Nothing is guessed: a year alone is no birthday and stays as it was told in the field <c>birthday-as-told</c>, a category is the address book's and no interest, an offset no zone. What
/// is not read is passed over and counted. A picture of any size costs no memory.
/// </para>
/// <para>Cards are yielded as they are met: to take nothing of a file with a fault, commit only after the last. A reader may be used for any number of files, also at the same time.</para>
/// </remarks>
public sealed class VCardReader
{
    /// <summary>The code of the date that ANNIVERSARY becomes.</summary>
    public const string AnniversaryDate = "anniversary";

    /// <summary>The field that ORG becomes.</summary>
    public const string OrganisationField = "organisation";

    /// <summary>The field that keeps a BDAY without month and day as it was told.</summary>
    public const string BirthdayAsToldField = "birthday-as-told";

    /// <summary>The field that keeps an ANNIVERSARY without month and day as it was told.</summary>
    public const string AnniversaryAsToldField = "anniversary-as-told";

    /// <summary>The column of a rejects file that holds the lines of a card.</summary>
    public const string CardColumn = "card";

    private const int MaxPrefix = 100;

    private readonly VCardOptions _options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are read; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is unusable.</exception>
    public VCardReader(VCardOptions? options = null)
    {
        _options = options ?? new VCardOptions();
        if (!Enum.IsDefined(_options.Ids))
        {
            throw new ArgumentException("Ids is Uid, UidOrEmail or UidOrContent.", nameof(options));
        }

        if (_options.IdPrefix is not { Length: <= MaxPrefix } || FieldChecks.HasControl(_options.IdPrefix))
        {
            throw new ArgumentException($"IdPrefix is at most {MaxPrefix} characters without control characters.", nameof(options));
        }
    }

    /// <summary>Reads the cards of one file, in its order.</summary>
    /// <remarks>
    /// A second card with the id and the content of an earlier one is passed over; with other content it is a fault. A card that is set aside is one quoted field
    /// (<see cref="CardColumn"/>) of its lines, unfolded, without pictures and other long lines that are not read; its place is that of the property at fault.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="tally">Counts cards and what is passed over; <c>null</c> to count nothing.</param>
    /// <param name="rejects">Takes every card with a fault; <c>null</c> to stop at the first one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The customers; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the file is malformed, also where cards are set aside: what stands there is no card, or a line is too long. File, line and property are named, never what stands there.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<ImportedCustomer> ReadAsync(
        Stream stream, string fileName, VCardTally? tally = null, IRejectSink? rejects = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return Read(stream, fileName, tally ?? new VCardTally(), rejects, cancellationToken);
    }

    private async IAsyncEnumerable<ImportedCustomer> Read(
        Stream stream, string fileName, VCardTally tally, IRejectSink? rejects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var utf8 = new Utf8OnlyStream(stream, fileName);
        await using var _ = utf8.ConfigureAwait(false);
        var cards = new VCardCards(new VCardLines(utf8, fileName), tally, keepsText: rejects is not null);
        var people = new VCardPeople(_options, fileName, tally);
        var hasBegun = false;
        while (await cards.NextAsync(cancellationToken).ConfigureAwait(false) is { } card)
        {
            ImportedCustomer? customer = null;
            ImportFaultException? bad = null;
            try
            {
                customer = people.Read(card);
            }
            catch (ImportFaultException fault) when (rejects is not null)
            {
                bad = fault;
            }

            if (bad is not null)
            {
                if (!hasBegun)
                {
                    hasBegun = true;
                    await rejects!.BeginAsync(System.Text.Encoding.UTF8.GetBytes(CardColumn), ',', cancellationToken).ConfigureAwait(false);
                }

                tally.CountSetAside();
                await rejects!.AddAsync(new RejectedRecord(bad.Line, bad.Column, RejectReason.Field, bad.Expected, card.Text!.ToField()), cancellationToken).ConfigureAwait(false);
            }
            else if (customer is not null)
            {
                yield return customer;
            }
        }
    }
}
