namespace CrmKit.Import;

/// <summary>Field by field, what happens where a file tells something else than is known.</summary>
public sealed record CustomerImportPolicy
{
    /// <summary>Holds for every field that <see cref="Fields"/> does not name. Default: what the file tells counts.</summary>
    public FieldPolicy Default { get; init; } = FieldPolicy.Overwrite;

    /// <summary>Exceptions by field: a field (<c>date:wedding-day</c>) or a group of fields (<c>date</c>). Default: none.</summary>
    /// <remarks>The names are those of <see cref="CustomerMergePolicy.FieldNames"/>.</remarks>
    public ImmutableDictionary<string, FieldPolicy> Fields { get; init; } = ImmutableDictionary<string, FieldPolicy>.Empty;

    /// <summary>The policy of a field: its own, else its group's, else the default.</summary>
    /// <param name="field">The field's name.</param>
    /// <exception cref="ArgumentException">A policy is unknown.</exception>
    public FieldPolicy For(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var policy = Explicit(field) ?? Default;
        return Enum.IsDefined(policy) ? policy : throw new ArgumentException("A policy is Keep, Overwrite, Newest or Ask.", nameof(field));
    }

    /// <summary>The policy that was stated for a field or its group; <c>null</c> for none.</summary>
    internal FieldPolicy? Explicit(string field) =>
        Fields.TryGetValue(field, out var own) ? own : Fields.TryGetValue(field.Split(':')[0], out var group) ? group : null;
}
