namespace CrmKit.Reports;

/// <summary>Names a reason without its arguments, for counts over many people.</summary>
internal static class ReasonHeadings
{
    /// <summary>A few words; an unknown code is shown as it is.</summary>
    public static string Of(string code) => code switch
    {
        ReasonCodes.Suppressed => "objected to contact there",
        ReasonCodes.Undeliverable => "nothing gets through there",
        ReasonCodes.Care => "to be spared: a human decides",
        ReasonCodes.Merged => "the same contact of a merged record",
        ReasonCodes.ConsentRefused => "consent refused",
        ReasonCodes.ConsentMissing => "consent never given",
        ReasonCodes.ConsentNotYet => "consent that counts only later",
        ReasonCodes.PointGone => "contact point given up",
        ReasonCodes.RuleFailed => "a rule of the program failed",
        ReasonCodes.NoSender => "no sender serves the channel",
        ReasonCodes.Unreadable => "the stored record cannot be read",
        ReasonCodes.QuietHours => "quiet hours where the person is",
        ReasonCodes.CapReached => "contacted often enough lately",
        ReasonCodes.Expired => "the occasion is over",
        ReasonCodes.NoContactPoint => "no contact point of a fitting channel",
        ReasonCodes.DayFull => "the day's limit was reached by worthier contacts",
        ReasonCodes.LaterThanDay => "first allowed after the day",
        ReasonCodes.MissingValue => "the message lacks a value",
        ReasonCodes.MissingTemplate => "no template fits",
        ReasonCodes.SenderRefused => "the sender refused for good",
        ReasonCodes.SenderGaveUp => "given up after several attempts",
        ReasonCodes.OutcomeUncertain => "may or may not have left",
        _ => code,
    };
}
