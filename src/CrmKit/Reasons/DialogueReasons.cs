namespace CrmKit;

/// <summary>The codes of the reasons that the ratio of a dialogue gives. They are stored, so that they never change their meaning.</summary>
public static class DialogueReasons
{
    /// <summary>The business speaks and nothing comes back. Arguments: outbound, inbound, at-least (the ratio's lower limit), bound, window.</summary>
    public const string OneWay = "dialogue.one-way";

    /// <summary>Nothing says that it is a one-way street. Arguments: outbound, inbound, at-least (the ratio's lower limit), bound, window.</summary>
    public const string TwoWay = "dialogue.two-way";

    /// <summary>Too little happened to say. Arguments: outbound, inbound, least, window.</summary>
    public const string TooFew = "dialogue.too-few";
}
