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

    /// <summary>Opens one file: the customers of its cards, in its order.</summary>
    /// <remarks>
    /// A second card with the id and the content of an earlier one gives nothing; with other content it is a fault. A card that is set aside is one quoted field
    /// (<see cref="CardColumn"/>) of its lines, unfolded, without pictures and other long lines that are not read; its place is that of the property at fault. What is
    /// no card, or has no end, stops the reading in either case, and no fault tells what stands there.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes every card with a fault; <c>null</c>: the first one stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    public FileImport<ImportedCustomer, VCardImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return new FileImport<ImportedCustomer, VCardImportSummary>(new VCardReading(stream, fileName, _options, rejects));
    }
}
