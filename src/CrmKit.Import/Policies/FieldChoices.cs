namespace CrmKit.Import;

/// <summary>Decides field by field by the policy, and notes the differences. Not thread-safe.</summary>
internal sealed class FieldChoices(CustomerId customer, CustomerPolicy policy, bool isLater, Func<FieldDifference, bool>? decide)
{
    private readonly List<FieldDifference> _differences = [];

    public ImmutableArray<FieldDifference> ToDifferences() => [.. _differences];

    public string? Text(string field, string? told, string? known) =>
        told is null || string.Equals(told, known, StringComparison.Ordinal) || !TakesTold(field, field, known, told) ? known : told;

    public T? Optional<T>(string field, T? told, T? known, Func<T, string> text)
        where T : struct =>
        told is not { } said || Nullable.Equals(told, known) || !TakesTold(field, field, known is { } value ? text(value) : null, text(said)) ? known : told;

    public T Value<T>(string field, T told, T known, Func<T, string> text) =>
        EqualityComparer<T>.Default.Equals(told, known) || !TakesTold(field, field, text(known), text(told)) ? known : told;

    /// <summary>Lists with one element for each key: those of both, where they differ by the policy, new ones at the end.</summary>
    public ImmutableArray<T> Elements<T>(string field, ImmutableArray<T> told, ImmutableArray<T> known, Func<T, string> key, Func<T, string> text)
    {
        if (told.IsEmpty)
        {
            return known;
        }

        var elements = known.ToList();
        foreach (var said in told)
        {
            var at = elements.FindIndex(element => string.Equals(key(element), key(said), StringComparison.Ordinal));
            var before = at < 0 ? null : text(elements[at]);
            if (string.Equals(before, text(said), StringComparison.Ordinal) || !TakesTold(field, $"{field}:{key(said)}", before, text(said)))
            {
                continue;
            }

            if (at < 0)
            {
                elements.Add(said);
            }
            else
            {
                elements[at] = said;
            }
        }

        return [.. elements];
    }

    /// <summary>Whether what the file says is taken; the difference is noted.</summary>
    public bool TakesTold(string field, string shown, string? known, string told)
    {
        var change = known is null ? FieldChange.Added : Decide(policy.For(field), new FieldDifference(customer, shown, FieldChange.Open, known, told));
        _differences.Add(new FieldDifference(customer, shown, change, known, told));
        return change is FieldChange.Added or FieldChange.Overwritten;
    }

    private FieldChange Decide(FieldPolicy chosen, FieldDifference open) => chosen switch
    {
        FieldPolicy.Keep => FieldChange.Kept,
        FieldPolicy.Newest => isLater ? FieldChange.Overwritten : FieldChange.Kept,
        FieldPolicy.Ask when decide is null => FieldChange.Open,
        FieldPolicy.Ask => decide(open) ? FieldChange.Overwritten : FieldChange.Kept,
        _ => FieldChange.Overwritten,
    };
}
