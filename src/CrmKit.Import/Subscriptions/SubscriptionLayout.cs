namespace CrmKit.Import;

// Where the columns of a file of subscriptions stand.
internal sealed class SubscriptionLayout
{
    public SubscriptionLayout(CsvHeader header, SubscriptionCsvOptions options)
    {
        Shape = options.Shape ?? (!Has(options.StartColumn, nameof(options.StartColumn)) && Has(options.MonthColumn, nameof(options.MonthColumn)) ? SubscriptionShape.Months : SubscriptionShape.Contracts);
        Customer = Find(options.CustomerColumn, nameof(options.CustomerColumn));
        (First, Second) = Shape == SubscriptionShape.Months
            ? (Find(options.MonthColumn, nameof(options.MonthColumn)), Find(options.StateColumn, nameof(options.StateColumn)))
            : (Find(options.StartColumn, nameof(options.StartColumn)), Find(options.EndColumn, nameof(options.EndColumn)));
        Mrr = Find(options.MrrColumn, nameof(options.MrrColumn));

        bool Has(string name, string option) => header.Optional(null, name, Stated(option)) >= 0;
        RowColumn Find(string name, string option) => new(header.Required(name, Stated(option)), name);
    }

    public SubscriptionShape Shape { get; }

    public RowColumn Customer { get; }

    // Start or month.
    public RowColumn First { get; }

    // End or state.
    public RowColumn Second { get; }

    public RowColumn Mrr { get; }

    private static string Stated(string option) => $"{nameof(SubscriptionCsvOptions)}.{option}";
}
