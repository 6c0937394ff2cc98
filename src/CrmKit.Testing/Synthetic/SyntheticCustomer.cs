namespace CrmKit.Testing;

/// <summary>One invented person.</summary>
public sealed record SyntheticCustomer
{
    /// <summary>The id.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>The name to greet by; <c>null</c> for a few.</summary>
    public string? GivenName { get; init; }

    /// <summary>An address at example.com.</summary>
    public required string Email { get; init; }

    /// <summary>IANA zone; <c>null</c> for a few.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Birthday without a year; <c>null</c> for some.</summary>
    public AnnualDate? Birthday { get; init; }

    /// <summary>What was said about marketing; <c>null</c> where nothing was.</summary>
    public ConsentState? Marketing { get; init; }

    /// <summary>What was said about greetings; <c>null</c> where nothing was.</summary>
    public ConsentState? Greetings { get; init; }

    /// <summary>The day on which it was said.</summary>
    public required LocalDate SaidOn { get; init; }
}
