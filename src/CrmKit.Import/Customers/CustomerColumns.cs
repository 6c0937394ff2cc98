namespace CrmKit.Import;

/// <summary>Where the columns of a customer file stand that have one name.</summary>
internal sealed class CustomerColumns
{
    public CustomerColumns(CsvHeader header, CustomerCsvOptions options)
    {
        var columns = new ColumnFinder(header, nameof(CustomerCsvOptions));
        Id = columns.Required(options.CustomerColumn);
        Kind = columns.Optional(options.KindColumn, "kind");
        FullName = columns.Optional(options.NameColumn, "name");
        GivenName = columns.Optional(options.GivenNameColumn, "given_name");
        FamilyName = columns.Optional(options.FamilyNameColumn, "family_name");
        Zone = columns.Optional(options.ZoneColumn, "zone");
        ZoneSource = columns.Optional(null, "zone_source", ".zone_source");
        Language = columns.Optional(options.LanguageColumn, "language");
        Birthday = columns.Optional(options.BirthdayColumn, "birthday");
        PreferredHours = columns.Optional(options.PreferredHoursColumn, "preferred_hours");
        UpdatedAt = columns.Optional(options.UpdatedAtColumn, "updated_at");
        Used = [.. new[] { Id, Kind, FullName, GivenName, FamilyName, Zone, ZoneSource, Language, Birthday, PreferredHours, UpdatedAt }.Select(c => c.Index).Where(i => i >= 0)];
    }

    public RowColumn Id { get; }

    public RowColumn Kind { get; }

    public RowColumn FullName { get; }

    public RowColumn GivenName { get; }

    public RowColumn FamilyName { get; }

    public RowColumn Zone { get; }

    public RowColumn ZoneSource { get; }

    public RowColumn Language { get; }

    public RowColumn Birthday { get; }

    public RowColumn PreferredHours { get; }

    public RowColumn UpdatedAt { get; }

    /// <summary>The columns that the file has.</summary>
    public ImmutableArray<int> Used { get; }

    public static string Option(string name) => $"{nameof(CustomerCsvOptions)}.{name}";
}
