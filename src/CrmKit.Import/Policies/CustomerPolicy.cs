namespace CrmKit.Import;

/// <summary>What becomes of the fields in which a file and the records differ.</summary>
/// <remarks>Silence in a file never erases anything, whatever the policy. Immutable.</remarks>
public sealed record CustomerPolicy
{
    /// <summary>For fields without a policy of their own. Default <see cref="FieldPolicy.Overwrite"/>.</summary>
    public FieldPolicy Default { get; init; } = FieldPolicy.Overwrite;

    /// <summary>Policies of fields by name: <see cref="CustomerFields"/>. Default none.</summary>
    public ImmutableSortedDictionary<string, FieldPolicy> ByField
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Keys.FirstOrDefault(name => !CustomerFields.All.Contains(name, StringComparer.Ordinal)) is { } unknown)
            {
                throw new ArgumentException($"There is no field '{unknown}'; there are {string.Join(", ", CustomerFields.All)}.", nameof(value));
            }

            field = value;
        }
    } = ImmutableSortedDictionary<string, FieldPolicy>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The policy of a field.</summary>
    /// <param name="field">The field.</param>
    public FieldPolicy For(string field) => ByField.TryGetValue(field, out var own) ? own : Default;

    /// <summary>Reads a policy, for example <c>newest</c>, or <c>name=keep,email=ask,default=newest</c>.</summary>
    /// <param name="text">One policy for everything; or fields with their policies, and <c>default</c> for the rest.</param>
    /// <exception cref="FormatException">The text is no policy; the message says what was expected.</exception>
    public static CustomerPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return new CustomerPolicy { Default = One(text) };
        }

        var policy = new CustomerPolicy();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in text.Split(','))
        {
            var equal = item.IndexOf('=', StringComparison.Ordinal);
            var field = equal < 0 ? item.Trim() : item[..equal].Trim();
            var one = One(equal < 0 ? string.Empty : item[(equal + 1)..]);
            if (!named.Add(field))
            {
                throw new FormatException($"'{field}' is named twice.");
            }

            policy = string.Equals(field, "default", StringComparison.Ordinal) ? policy with { Default = one } : policy with { ByField = policy.ByField.Add(Known(field), one) };
        }

        return policy;
    }

    private static string Known(string field) => CustomerFields.All.Contains(field, StringComparer.Ordinal)
        ? field
        : throw new FormatException($"There is no field '{field}'; there are default, {string.Join(", ", CustomerFields.All)}.");

    private static FieldPolicy One(string text) => text.Trim() switch
    {
        "keep" => FieldPolicy.Keep,
        "overwrite" => FieldPolicy.Overwrite,
        "newest" => FieldPolicy.Newest,
        "ask" => FieldPolicy.Ask,
        var other => throw new FormatException($"Expected keep, overwrite, newest or ask, not '{other}'."),
    };
}
