namespace CrmKit.Import;

/// <summary>What a vendor's files do not say of themselves.</summary>
public sealed record ProfileReaderOptions
{
    /// <summary>The zone of the business: days, and times without an offset, are read in it.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>The currency of the deals. Default: <c>null</c>, which a file of deals refuses.</summary>
    public Currency? Currency { get; init; }

    /// <summary>The day on which the vendor wrote the files. Default: <c>null</c>, which a refusal without a date of its own refuses.</summary>
    /// <remarks>A refusal without a date counts from the end of this day; an agreement dated after it is a fault.</remarks>
    public LocalDate? ExportedOn { get; init; }

    /// <summary>The character between fields, as <see cref="CsvFormat.Delimiter"/>. Default: the comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// The forms of dates and times, instead of the profile's: NodaTime patterns with a year of four digits such as <c>dd.MM.yyyy HH:mm</c>, and
    /// <c>iso</c> and <c>unix-ms</c>. Default: none, which keeps the profile's.
    /// </summary>
    /// <remarks>Vendors write dates as the exporting user reads them: whose account is not American states its forms here.</remarks>
    public ImmutableArray<string> DatePatterns { get; init; } = [];

    /// <summary>The character before the decimals of amounts, instead of the profile's: a comma or a point. Default: <c>null</c>, which keeps the profile's.</summary>
    /// <remarks>The other one of the two then separates groups of three digits.</remarks>
    public char? DecimalSeparator { get; init; }

    /// <summary>What the vendor's purposes are here, by the vendor's name or id of each. Default: empty, which knows the profile's alone.</summary>
    public ImmutableDictionary<string, Purpose> Purposes { get; init; } = ImmutableDictionary<string, Purpose>.Empty;

    /// <summary>
    /// What the vendor's topics are here, by the vendor's name or number of each. Default: empty, which makes a code of the name: lower-case letters and
    /// digits, with hyphens between them.
    /// </summary>
    /// <remarks>A number without an entry is no name: a refusal under it counts for the whole purpose.</remarks>
    public ImmutableDictionary<string, Topic> Topics { get; init; } = ImmutableDictionary<string, Topic>.Empty;

    /// <summary>Columns of contacts and statuses that are not read, for example of time zones in words. Default: none.</summary>
    /// <remarks>A column that the profile reads to tell who may be contacted is always read: naming it is a fault.</remarks>
    public ImmutableArray<string> IgnoredColumns { get; init; } = [];

    /// <summary>Names of stages that mean "won", beside the profile's. Default: none.</summary>
    public ImmutableArray<string> WonStages { get; init; } = [];

    /// <summary>Keys of deals, as <see cref="ImportedRecord.Purchase"/> has them, under which something else is recorded where the events go; their rows are set aside (<see cref="RejectReason.KnownKey"/>). Default: none.</summary>
    /// <remarks>They need somebody who takes rows that are set aside.</remarks>
    public IReadOnlySet<EventKey> KeysInConflict { get; init; } = KeyConflicts.None;

    /// <summary>
    /// Whether an e-mail address or telephone number that is none is passed over, and counted in <see cref="ImportedRecord.UnreadableAddresses"/>.
    /// Default: no, it is a fault.
    /// </summary>
    /// <remarks>Nobody can be contacted at what is no address, so that nothing is permitted by passing it over.</remarks>
    public bool PassOverUnreadableAddresses { get; init; }

    /// <summary>
    /// Put before telephone numbers that are written without a country code, for example <c>+49</c>; a leading zero is then left out. Default: <c>null</c>,
    /// which takes numbers with a country code alone.
    /// </summary>
    public string? CallingCode { get; init; }

    /// <summary>Who has an address, asked of people that the files do not name; usually the store's look-up by contact point. Default: nobody.</summary>
    /// <remarks>Called while reading, one call at a time. An exception stops the reading.</remarks>
    public Func<ContactPoint, CancellationToken, Task<ImmutableArray<CustomerId>>>? CustomersAt { get; init; }
}
