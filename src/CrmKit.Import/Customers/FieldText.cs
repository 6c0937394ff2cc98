using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Values of custom fields as files write them. Thread-safe.</summary>
internal sealed class FieldText(CsvFormat format, DateText dates)
{
    private readonly NumberText _numbers = new(format.Culture);

    public string Expected(FieldValueKind kind) => kind switch
    {
        FieldValueKind.Text => $"a text of at most {FieldValue.MaxTextLength} characters",
        FieldValueKind.Whole => "a whole number of at most 18 digits, with a minus or without",
        FieldValueKind.Number => _numbers.Expected,
        FieldValueKind.Flag => FileCodes.YesNo.Expected,
        FieldValueKind.Date => dates.Expected,
        FieldValueKind.Instant => "an instant such as 2001-07-04T12:00:00Z",
        _ => $"an amount and its currency, such as 12 EUR: {_numbers.Expected}",
    };

    public string Write(FieldValue value) => value.Kind switch
    {
        FieldValueKind.Number => _numbers.Write(value.AsNumber()!.Value),
        FieldValueKind.Flag => FileCodes.YesNo.Word(value.AsFlag()!.Value),
        FieldValueKind.Date => dates.Write(value.AsDate()!.Value),
        FieldValueKind.Money => $"{_numbers.Write(value.AsMoney()!.Value.Amount)} {value.AsMoney()!.Value.Currency.Code}",
        _ => value.Invariant,
    };

    public FieldValue? Read(FieldValueKind kind, string text) => kind switch
    {
        FieldValueKind.Text => text.Length <= FieldValue.MaxTextLength ? FieldValue.Of(text) : null,
        FieldValueKind.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? FieldValue.Of(whole) : null,
        FieldValueKind.Number => _numbers.TryParse(text, out var number) ? FieldValue.Of(number) : null,
        FieldValueKind.Flag => FileCodes.YesNo.TryRead(text, out var flag) ? FieldValue.Of(flag) : null,
        FieldValueKind.Date => dates.TryParse(text, out var date) ? FieldValue.Of(date) : null,
        FieldValueKind.Instant => InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant) ? FieldValue.Of(instant) : null,
        FieldValueKind.Money => Money(text),
        _ => null,
    };

    private FieldValue? Money(string text)
    {
        var space = text.LastIndexOf(' ');
        var code = space < 0 ? default : text.AsSpan(space + 1);
        return code.Length == 3 && !code.ContainsAnyExceptInRange('A', 'Z') && _numbers.TryParse(text[..space], out var amount)
            ? FieldValue.Of(new Money(amount, new Currency(code.ToString())))
            : null;
    }
}
