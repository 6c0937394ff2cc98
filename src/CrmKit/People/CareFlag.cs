namespace CrmKit;

/// <summary>A person is to be spared for a while: nothing is pitched by machine, and a human decides.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Until">Last day where the person is, included; <c>null</c> until somebody takes the flag away.</param>
/// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
public sealed record CareFlag(CareKind Kind, LocalDate? Until = null)
{
    private readonly CareKind _kind = Checked(Kind);

    /// <summary>Why.</summary>
    public CareKind Kind
    {
        get => _kind;
        init => _kind = Checked(value);
    }

    /// <summary>Whether it holds on a day.</summary>
    /// <param name="day">The day where the person is.</param>
    public bool HoldsOn(LocalDate day) => Until is not { } until || day <= until;

    private static CareKind Checked(CareKind kind) =>
        Enum.IsDefined(kind) ? kind : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of care.");
}
