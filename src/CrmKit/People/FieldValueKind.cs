namespace CrmKit;

/// <summary>The type of a custom field's value.</summary>
public enum FieldValueKind
{
    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>A decimal number, with every digit that was given.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A date.</summary>
    Date,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>An amount of money.</summary>
    Money,
}
