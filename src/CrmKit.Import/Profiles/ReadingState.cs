namespace CrmKit.Import;

/// <summary>What is known while the files of one export are read. Not thread-safe.</summary>
internal sealed class ReadingState
{
    public ReadingState(VendorProfile profile, ProfileReaderOptions options)
    {
        Profile = profile;
        Options = options;
        var forms = options.DatePatterns.IsDefaultOrEmpty ? profile.Times : options.DatePatterns;
        Times = new ProfileTimes(forms, options.BusinessZone);
        Birthdays = new ProfileTimes(forms, DateTimeZone.Utc);
        Topics = new TopicCodes(options.Topics);
        Purposes = options.Purposes.ToImmutableDictionary(pair => FoldedText.Of(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        Amounts = options.DecimalSeparator switch
        {
            null => profile.Amounts,
            ',' => profile.Amounts with { DecimalSeparator = ',', GroupSeparator = '.' },
            _ => profile.Amounts with { DecimalSeparator = '.', GroupSeparator = ',' },
        };
        if (options.ExportedOn is { } day)
        {
            var moment = new ProfileTimes(["uuuu-MM-dd"], options.BusinessZone);
            ExportedOn = moment.TryRead(NodaTime.Text.LocalDatePattern.Iso.Format(day), out var export) ? export : null;
        }
    }

    public VendorProfile Profile { get; }

    public ProfileReaderOptions Options { get; }

    public ProfileTimes Times { get; }

    /// <summary>A birthday is a date: written as an instant it is midnight at Greenwich, wherever the business is.</summary>
    public ProfileTimes Birthdays { get; }

    public ProfileAmounts Amounts { get; }

    public TopicCodes Topics { get; }

    public ImmutableDictionary<string, Purpose> Purposes { get; }

    public ProfileMoment? ExportedOn { get; }

    public AddressBook Book { get; } = new();

    /// <summary>Whose refusals are kept where nobody is known to have the address.</summary>
    public CustomerId Nobody => new($"{Profile.Name}:nobody");

    /// <summary>An id as the vendor's files write it, in one form in all of them.</summary>
    public string IdText(string text) =>
        Profile.HasGuidIds && Guid.TryParse(text, out var guid) ? guid.ToString("D") : text.Trim();
}
