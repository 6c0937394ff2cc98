namespace CrmKit.Import;

/// <summary>Where the columns of a customer file stand.</summary>
internal sealed class CustomerColumns
{
    public CustomerColumns(CsvHeader header, CustomerCsvOptions options)
    {
        Id = new Column(header.Required(options.CustomerColumn, Option(nameof(options.CustomerColumn))), options.CustomerColumn);
        FullName = Find(options.NameColumn, "name", nameof(options.NameColumn));
        GivenName = Find(options.GivenNameColumn, "given_name", nameof(options.GivenNameColumn));
        Email = Find(options.EmailColumn, "email", nameof(options.EmailColumn));
        Phone = Find(options.PhoneColumn, "phone", nameof(options.PhoneColumn));
        Zone = Find(options.ZoneColumn, "zone", nameof(options.ZoneColumn));
        Language = Find(options.LanguageColumn, "language", nameof(options.LanguageColumn));
        Birthday = Find(options.BirthdayColumn, "birthday", nameof(options.BirthdayColumn));
        PreferredChannel = Find(options.PreferredChannelColumn, "preferred_channel", nameof(options.PreferredChannelColumn));
        Used = [.. new[] { Id, FullName, GivenName, Email, Phone, Zone, Language, Birthday, PreferredChannel }.Select(c => c.Index).Where(i => i >= 0)];

        Column Find(string? name, string usual, string option) => new(header.Optional(name, usual, Option(option)), name ?? usual);
    }

    public Column Id { get; }

    public Column FullName { get; }

    public Column GivenName { get; }

    public Column Email { get; }

    public Column Phone { get; }

    public Column Zone { get; }

    public Column Language { get; }

    public Column Birthday { get; }

    public Column PreferredChannel { get; }

    /// <summary>The columns that the file has.</summary>
    public ImmutableArray<int> Used { get; }

    public static string Option(string name) => $"{nameof(CustomerCsvOptions)}.{name}";

    /// <summary>A column's place, -1 where the file has none, and its name.</summary>
    public readonly record struct Column(int Index, string Name);
}
