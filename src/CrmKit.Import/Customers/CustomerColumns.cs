namespace CrmKit.Import;

/// <summary>Where the columns of a customer file stand that have one name.</summary>
internal sealed class CustomerColumns
{
    public CustomerColumns(CsvHeader header, CustomerCsvOptions options)
    {
        Id = new Column(header.Required(options.CustomerColumn, Option(nameof(options.CustomerColumn))), options.CustomerColumn);
        Kind = Find(options.KindColumn, "kind", nameof(options.KindColumn));
        FullName = Find(options.NameColumn, "name", nameof(options.NameColumn));
        GivenName = Find(options.GivenNameColumn, "given_name", nameof(options.GivenNameColumn));
        FamilyName = Find(options.FamilyNameColumn, "family_name", nameof(options.FamilyNameColumn));
        Zone = Find(options.ZoneColumn, "zone", nameof(options.ZoneColumn));
        ZoneSource = Find(null, "zone_source", "zone_source");
        Language = Find(options.LanguageColumn, "language", nameof(options.LanguageColumn));
        Birthday = Find(options.BirthdayColumn, "birthday", nameof(options.BirthdayColumn));
        PreferredHours = Find(options.PreferredHoursColumn, "preferred_hours", nameof(options.PreferredHoursColumn));
        UpdatedAt = Find(options.UpdatedAtColumn, "updated_at", nameof(options.UpdatedAtColumn));
        Used = [.. new[] { Id, Kind, FullName, GivenName, FamilyName, Zone, ZoneSource, Language, Birthday, PreferredHours, UpdatedAt }.Select(c => c.Index).Where(i => i >= 0)];

        Column Find(string? name, string usual, string option) => new(header.Optional(name, usual, Option(option)), name ?? usual);
    }

    public Column Id { get; }

    public Column Kind { get; }

    public Column FullName { get; }

    public Column GivenName { get; }

    public Column FamilyName { get; }

    public Column Zone { get; }

    public Column ZoneSource { get; }

    public Column Language { get; }

    public Column Birthday { get; }

    public Column PreferredHours { get; }

    public Column UpdatedAt { get; }

    /// <summary>The columns that the file has.</summary>
    public ImmutableArray<int> Used { get; }

    public static string Option(string name) => $"{nameof(CustomerCsvOptions)}.{name}";

    /// <summary>A column's place, -1 where the file has none, and its name.</summary>
    public readonly record struct Column(int Index, string Name);
}
