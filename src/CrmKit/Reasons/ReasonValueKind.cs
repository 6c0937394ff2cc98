namespace CrmKit;

/// <summary>The type of a reason's argument.</summary>
public enum ReasonValueKind
{
    /// <summary>A word or code.</summary>
    Text = 1,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A real number.</summary>
    Real,

    /// <summary>A civil date.</summary>
    Date,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>An amount of money.</summary>
    Money,
}
