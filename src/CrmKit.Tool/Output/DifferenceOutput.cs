using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>One field in which a file and a record differ.</summary>
internal sealed record DifferenceOutput(string Customer, string Field, string Change, string? Known, string Told)
{
    public static DifferenceOutput From(FieldDifference difference) =>
        new(difference.Customer.Value, difference.Field, difference.Change.ToString().ToLowerInvariant(), difference.Known, difference.Told);
}
