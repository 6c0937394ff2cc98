namespace CrmKit.Import;

/// <summary>One field about which a file tells something else than is known.</summary>
/// <param name="Field">The field's name as <see cref="CustomerMergePolicy"/> has them.</param>
/// <param name="Change">What happened.</param>
/// <param name="Known">What was known, personal data; <c>null</c> for nothing.</param>
/// <param name="Told">What the file tells, personal data.</param>
public sealed record FieldDifference(string Field, FieldChange Change, string? Known, string? Told)
{
    /// <summary>The change and the first part of the field's name; the values are personal data, and so may be the name that somebody gave to a field.</summary>
    public override string ToString() => $"{Field.Split(':')[0]} {Change}";
}
