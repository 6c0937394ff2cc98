namespace CrmKit.Import;

/// <summary>One field in which a file and a record differ, and what became of it.</summary>
/// <remarks><see cref="ToString"/> shows no value: both are personal data.</remarks>
/// <param name="Customer">The customer.</param>
/// <param name="Field">The field: one of <see cref="CustomerFields.All"/>, with the element after a colon where it is a list, for example <c>date:wedding</c>.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Known">What was known, in words; <c>null</c> for nothing.</param>
/// <param name="Told">What the file says, in words.</param>
public sealed record FieldDifference(CustomerId Customer, string Field, FieldChange Change, string? Known, string Told)
{
    /// <summary>Customer, field and what became of it.</summary>
    public override string ToString() => $"{Customer}: {Field} {Change}";
}
