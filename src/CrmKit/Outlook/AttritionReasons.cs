namespace CrmKit;

/// <summary>The codes of the reasons that an attrition outlook gives. They are stored, so that they never change their meaning.</summary>
public static class AttritionReasons
{
    /// <summary>The chance is a purchase model's. Arguments: alive.</summary>
    public const string ByValue = "attrition.by-value";

    /// <summary>The chance is taken from the customer's rhythm. Arguments: alive, overdue.</summary>
    public const string ByRhythm = "attrition.by-rhythm";

    /// <summary>How the silence stands to the fixed window. Arguments: days (of silence), window (days).</summary>
    public const string Window = "attrition.window";

    /// <summary>How overdue the customer is by its own rhythm. Arguments: overdue, level.</summary>
    public const string Overdue = "attrition.overdue";
}
