namespace CrmKit.Import;

/// <summary>An amount computed from the columns of a row, for example <c>Quantity*UnitPrice</c> or <c>(Net+Tax)*-1</c>. Exact. Thread-safe.</summary>
/// <remarks>
/// Columns, decimal literals with a dot, <c>+</c>, <c>-</c>, <c>*</c> and parentheses; product before sum, from left to right. A column whose name holds one
/// of <c>+-*()",|=:</c>, begins like a number or is surrounded by spaces stands in double quotes, an inner quote doubled. There is no division: it is not exact.
/// </remarks>
public sealed class AmountExpression : IEquatable<AmountExpression>
{
    private readonly ImmutableArray<AmountStep> _steps;
    private readonly string _text;

    internal AmountExpression(ImmutableArray<AmountStep> steps, ImmutableArray<string> columns, string text)
    {
        _steps = steps;
        Columns = columns;
        _text = text;
    }

    /// <summary>The columns in the order of their first use, each once.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>What faults call the amount: its column where it is one, else the expression.</summary>
    internal string Name => _steps.Length == 1 ? Columns[0] : _text;

    /// <summary>The amount that stands in one column.</summary>
    /// <param name="name">The column's name, not empty.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static AmountExpression Column(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new AmountExpression([new AmountStep(AmountOperation.Column, 0, 0)], [name], MapScanner.Quoted(name));
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression, at most 1,000 characters, of at most 100 parts.</param>
    /// <exception cref="PurchaseMapException">It cannot be read, or names no column; the message says where and what was expected.</exception>
    public static AmountExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scanner = new MapScanner(text) { Item = "amount" };
        var expression = new AmountParser(scanner).Parse();
        return scanner.AtEnd ? expression : throw scanner.Fault("+, - or * and another part, or nothing");
    }

    /// <summary>The expression of a row's numbers; <c>false</c> where it needs more than 28 digits.</summary>
    /// <param name="numbers">One number per entry of <see cref="Columns"/>.</param>
    /// <param name="amount">The amount.</param>
    internal bool TryEvaluate(ReadOnlySpan<decimal> numbers, out decimal amount)
    {
        Span<decimal> stack = stackalloc decimal[_steps.Length];
        var height = 0;
        foreach (ref readonly var step in _steps.AsSpan())
        {
            if (step.Operation is AmountOperation.Column or AmountOperation.Literal)
            {
                stack[height++] = step.Operation == AmountOperation.Column ? numbers[step.Column] : step.Literal;
                continue;
            }

            var right = stack[--height];
            ref var left = ref stack[step.Operation == AmountOperation.Negate ? height++ : height - 1];
            if (!TryApply(step.Operation, left, right, out left))
            {
                amount = 0;
                return false;
            }
        }

        amount = stack[0];
        return true;
    }

    /// <summary>Whether both are written alike.</summary>
    /// <param name="other">The other expression.</param>
    public bool Equals(AmountExpression? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <summary>Whether the other is an expression that is written alike.</summary>
    /// <param name="obj">The other.</param>
    public override bool Equals(object? obj) => Equals(obj as AmountExpression);

    /// <summary>A hash of the text.</summary>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The expression, in a form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => _text;

    private static bool TryApply(AmountOperation operation, decimal left, decimal right, out decimal result)
    {
        switch (operation)
        {
            case AmountOperation.Add:
                return ExactDecimal.TryAdd(left, right, out result);
            case AmountOperation.Subtract:
                return ExactDecimal.TryAdd(left, -right, out result);
            case AmountOperation.Multiply:
                return ExactDecimal.TryMultiply(left, right, out result);
            default:
                result = -right;
                return true;
        }
    }
}
