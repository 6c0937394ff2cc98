namespace CrmKit.Import;

/// <summary>What a step of an expression does with the numbers before it.</summary>
internal enum AmountOperation
{
    /// <summary>Takes a column's number.</summary>
    Column = 1,

    /// <summary>Takes a number of the expression.</summary>
    Literal,

    /// <summary>Turns the last number round.</summary>
    Negate,

    /// <summary>Adds the last two.</summary>
    Add,

    /// <summary>Takes the last from the one before it.</summary>
    Subtract,

    /// <summary>Multiplies the last two.</summary>
    Multiply,
}
