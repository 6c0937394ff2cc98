namespace CrmKit.Import;

/// <summary>Fields that become keys. What stands in them stays out of the faults: an id may be an e-mail address.</summary>
internal static class FieldChecks
{
    public static CustomerId Customer(CsvRecords records, int column, string name)
    {
        var text = records.Text(column);
        return text.Length is > 0 and <= CustomerId.MaxLength && !HasControl(text)
            ? new CustomerId(text)
            : throw records.Fault(text.Length == 0 ? RejectReason.CustomerMissing : RejectReason.Customer, name, $"a customer's id: 1 to {CustomerId.MaxLength} characters without control characters");
    }

    public static EventKey Key(CsvRecords records, int column, string name, string prefix)
    {
        var text = records.Text(column);
        return prefix.Length + text.Length <= EventKey.MaxLength && !HasControl(text)
            ? new EventKey(prefix + text)
            : throw records.Fault(RejectReason.Key, name, $"a key of at most {EventKey.MaxLength - prefix.Length} characters without control characters, or nothing");
    }

    // The two ranges of control characters in Unicode (category Cc), searched as vectors: char by char they cost more than the rest of the field.
    public static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\u001F') || text.ContainsAnyInRange('\u007F', '\u009F');
}
