namespace CrmKit;

/// <summary>The codes of the reasons that a silence gives. They are stored, so that they never change their meaning.</summary>
public static class SilenceReasons
{
    /// <summary>The last such contact is too long ago. Arguments: measure, days, bound, since.</summary>
    public const string Overdue = "silence.overdue";

    /// <summary>There never was such a contact, and the person has been known for too long. Arguments: measure, days, bound, since.</summary>
    public const string OverdueNever = "silence.overdue-never";
}
