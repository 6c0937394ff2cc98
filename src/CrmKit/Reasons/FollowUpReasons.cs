namespace CrmKit;

/// <summary>The codes of the reasons that sequences toward a first sale give. They are stored, so that they never change their meaning.</summary>
public static class FollowUpReasons
{
    /// <summary>A step is due, unless the program has a code of its own for it. Arguments: sequence, step, length, length-by (<c>stated</c> or <c>curve</c>), start, and previous (when the step before left).</summary>
    public const string Step = "follow-up.step";

    /// <summary>No lead has come in yet. Arguments: sequence, and start where it lies ahead.</summary>
    public const string NotStarted = "follow-up.not-started";

    /// <summary>The next step is not due yet. Arguments: sequence, step, due.</summary>
    public const string Waiting = "follow-up.waiting";

    /// <summary>Stopped, since the person answered. Arguments: sequence, day.</summary>
    public const string Reply = "follow-up.reply";

    /// <summary>Stopped, since the person wants to hear nothing of it. Arguments: sequence.</summary>
    public const string Refusal = "follow-up.refusal";

    /// <summary>Stopped, since the person bought. Arguments: sequence, day.</summary>
    public const string Purchase = "follow-up.purchase";

    /// <summary>Stopped, since nothing gets through. Arguments: sequence.</summary>
    public const string Bounce = "follow-up.bounce";

    /// <summary>Stopped, since no contact point of its channels is known. Arguments: sequence.</summary>
    public const string NoContactPoint = "follow-up.no-contact-point";

    /// <summary>Stopped at its length. Arguments: sequence, length.</summary>
    public const string Cap = "follow-up.cap";

    /// <summary>Stopped where a further touch does not pay any more. Arguments: sequence, length, upper, worth.</summary>
    public const string Yield = "follow-up.yield";

    /// <summary>Stopped, since a step could not leave within its days. Arguments: sequence, step, until.</summary>
    public const string Lapsed = "follow-up.lapsed";

    /// <summary>Its length is the one that the program states: nobody measured any. Arguments: length.</summary>
    public const string StatedLength = "follow-up.stated-length";

    /// <summary>Its length is where the measured yield of a further touch falls below what it must bring. Arguments: length, made (touches behind the figure), upper, worth.</summary>
    public const string MeasuredLength = "follow-up.measured-length";

    /// <summary>Its length is the one that the program states, up to which the measured yield does not fall below what a touch must bring. Arguments: length, worth.</summary>
    public const string WorthThroughout = "follow-up.worth-throughout";
}
