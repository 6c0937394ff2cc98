namespace CrmKit;

/// <summary>Why something was decided: a stable code with typed arguments. Words are made of it by a renderer such as <see cref="EnglishReasons"/>.</summary>
/// <remarks>Immutable; equal when code and arguments are.</remarks>
public sealed record Reason
{
    /// <summary>Creates a reason.</summary>
    /// <param name="code">One of <see cref="ReasonCodes"/>, or a program's own.</param>
    /// <param name="arguments">The facts that the words will need.</param>
    public Reason(string code, params ImmutableArray<ReasonArgument> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
        Arguments = arguments;
    }

    /// <summary>The stable code.</summary>
    public string Code { get; }

    /// <summary>The facts, in a stable order.</summary>
    public ImmutableArray<ReasonArgument> Arguments { get; }

    /// <summary>The invariant form of an argument, or <c>null</c> where the reason has none of that name.</summary>
    /// <param name="name">The argument's name.</param>
    public string? this[string name]
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (string.Equals(argument.Name, name, StringComparison.Ordinal))
                {
                    return argument.Invariant;
                }
            }

            return null;
        }
    }

    /// <summary>Value equality, arguments compared in order.</summary>
    /// <param name="other">The other reason.</param>
    public bool Equals(Reason? other) =>
        other is not null && string.Equals(Code, other.Code, StringComparison.Ordinal) && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan());

    /// <summary>Hash of the code.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    /// <summary>Code and arguments, for logs.</summary>
    public override string ToString() => $"{Code}({string.Join(", ", Arguments.Select(argument => $"{argument.Name}={argument.Invariant}"))})";
}
