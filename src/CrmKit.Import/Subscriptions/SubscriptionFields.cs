using System.Buffers.Text;

namespace CrmKit.Import;

// The fields of one row after another. Not thread-safe.
internal sealed class SubscriptionFields(CsvRecords records, SubscriptionCsvOptions options, DateText dates)
{
    private const string States = "active or paused";

    private readonly AmountText _amounts = new(options.Format.Culture);
    private readonly DayCache _days = new(dates, DateTimeZone.Utc);

    public CustomerId Customer(RowColumn column) => FieldChecks.Customer(records, column.Index, column.Name);

    public Money Mrr(RowColumn column) => _amounts.TryParse(records.Utf8(column.Index), out var amount) && amount >= 0
        ? new Money(amount, options.Currency)
        : throw records.Fault(column.Name, $"{_amounts.Expected}, and not below 0");

    // While a contract rests some programs state what it would bring, others nothing.
    public Money MrrOrNothing(RowColumn column) => records.Utf8(column.Index).Trim((byte)' ').IsEmpty ? Money.Zero(options.Currency) : Mrr(column);

    public LocalDate Day(RowColumn column) => _days.TryRead(records.Utf8(column.Index), out var day) ? day.Date : throw records.Fault(column.Name, dates.Expected);

    // Where a file states last days, the first day without the contract is the one after.
    public LocalDate? End(RowColumn column, LocalDate start)
    {
        if (records.Utf8(column.Index).IsEmpty)
        {
            return null;
        }

        if (!_days.TryRead(records.Utf8(column.Index), out var day))
        {
            throw records.Fault(column.Name, $"{dates.Expected}, or nothing while the contract runs");
        }

        return day.Date < start ? throw records.Fault(column.Name, "a day on or after the start")
            : !options.EndsOnLastDay ? day.Date
            : day.Date < LocalDate.MaxIsoValue ? day.Date.PlusDays(1)
            : null;
    }

    public int Month(RowColumn column)
    {
        var text = records.Utf8(column.Index).Trim((byte)' ');
        return Utf8Parser.TryParse(text, out int month, out var length) && length == text.Length ? month : throw records.Fault(column.Name, "the whole number of a month");
    }

    public SubscriptionState State(RowColumn column)
    {
        var text = records.Utf8(column.Index).Trim((byte)' ');
        return System.Text.Ascii.EqualsIgnoreCase(text, "active"u8) ? SubscriptionState.Active
            : System.Text.Ascii.EqualsIgnoreCase(text, "paused"u8) ? SubscriptionState.Paused
            : throw records.Fault(column.Name, States);
    }
}
