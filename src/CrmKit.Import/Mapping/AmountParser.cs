namespace CrmKit.Import;

/// <summary>Reads an expression by descent, and writes it anew without needless spaces. Not thread-safe.</summary>
internal sealed class AmountParser(MapScanner scanner)
{
    public const int MaxParts = 100;

    private const int MaxDepth = 32;
    private const string ExpectedPart = "a column, a number such as 0.5, - or (";

    private readonly List<AmountStep> _steps = [];
    private readonly List<string> _columns = [];
    private readonly System.Text.StringBuilder _text = new();
    private int _depth;

    public AmountExpression Parse()
    {
        Sum();
        return _columns.Count > 0
            ? new AmountExpression([.. _steps], [.. _columns], _text.ToString())
            : throw scanner.Fault("at least one column in the amount");
    }

    private void Sum()
    {
        Product();
        while (scanner.Peek is '+' or '-')
        {
            var operation = Take() == '+' ? AmountOperation.Add : AmountOperation.Subtract;
            Product();
            Step(new AmountStep(operation, 0, 0));
        }
    }

    private void Product()
    {
        Factor();
        while (scanner.Peek == '*')
        {
            Take();
            Factor();
            Step(new AmountStep(AmountOperation.Multiply, 0, 0));
        }
    }

    private void Factor()
    {
        if (++_depth > MaxDepth)
        {
            throw scanner.Fault($"at most {MaxDepth} levels of parentheses and signs");
        }

        switch (scanner.Peek)
        {
            case '-':
                Take();
                Factor();
                Step(new AmountStep(AmountOperation.Negate, 0, 0));
                break;
            case '(':
                Take();
                Sum();
                if (scanner.Peek != ')')
                {
                    throw scanner.Fault("+, -, * or )");
                }

                Take();
                break;
            default:
                Operand();
                break;
        }

        _depth--;
    }

    private void Operand()
    {
        var isQuoted = scanner.Peek == '"';
        var name = scanner.Name(ExpectedPart);
        if (!isQuoted && char.IsAsciiDigit(name[0]))
        {
            // A literal of more digits than a decimal holds would be rounded on reading.
            if (!AmountText.TryParseExact(name, out var number))
            {
                throw scanner.FaultBefore(name.Length, "a number such as 0.5 of at most 28 digits, or a column in double quotes");
            }

            _text.Append(name);
            Step(new AmountStep(AmountOperation.Literal, 0, number));
            return;
        }

        // The file's columns are matched without regard to case.
        var index = _columns.FindIndex(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = _columns.Count;
            _columns.Add(name);
        }

        _text.Append(MapScanner.Quoted(name));
        Step(new AmountStep(AmountOperation.Column, index, 0));
    }

    private char Take()
    {
        var c = scanner.Take();
        _text.Append(c);
        return c;
    }

    private void Step(AmountStep step)
    {
        if (_steps.Count == MaxParts)
        {
            throw scanner.Fault($"at most {MaxParts} parts in the amount");
        }

        _steps.Add(step);
    }
}
