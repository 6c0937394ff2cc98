namespace CrmKit.Import;

/// <summary>One step of an expression in postfix order.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Column">Which of the expression's columns it takes.</param>
/// <param name="Literal">Which number it takes.</param>
internal readonly record struct AmountStep(AmountOperation Operation, int Column, decimal Literal);
