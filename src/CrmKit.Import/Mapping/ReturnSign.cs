namespace CrmKit.Import;

/// <summary>How a source writes the amounts of rows that are marked as returns.</summary>
public enum ReturnSign
{
    /// <summary>Money given back is below zero: a return adds up to a negative sum.</summary>
    Negative = 1,

    /// <summary>Money given back is above zero: no line of a return is negative.</summary>
    Positive,

    /// <summary>Both occur: a return without a negative line gives its sum back, one with a negative line must add up to a negative sum.</summary>
    Either,
}
