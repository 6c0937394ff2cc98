namespace CrmKit.Tool;

/// <summary>Events in words for whoever sits at the shell.</summary>
internal static class EventWords
{
    public static string KindOf(TimelineEvent happened) => happened switch
    {
        Purchase => "purchase",
        PurchaseReturn => "return",
        Touch => "contact",
        Reply => "reply",
        Feedback => "feedback",
        Complaint => "complaint",
        ComplaintResolved => "complaint-resolved",
        Promise => "promise",
        PromiseKept => "promise-kept",
        IncentiveGrant => "incentive",
        PaymentFailed => "payment-failed",
        Engagement => "engagement",
        _ => happened.GetType().Name,
    };

    public static string Of(TimelineEvent happened) => happened switch
    {
        Purchase { Items.IsEmpty: false } purchase => $"{purchase.Amount}, {string.Join(' ', purchase.Items)}  ({purchase.Key})",
        Purchase purchase => $"{purchase.Amount}  ({purchase.Key})",
        PurchaseReturn { Purchase: { } key } back => $"{back.Amount} back, of {key}  ({back.Key})",
        PurchaseReturn back => $"{back.Amount} back  ({back.Key})",
        Touch touch => $"{Lower(touch.Channel)}, {Lower(touch.Class)}, {Lower(touch.Kind)}: {touch.Touched.Reason} {touch.Touched.Occurrence}",
        Reply reply => WithNote(Lower(reply.Channel), reply.Note),
        Feedback feedback => WithNote(string.Create(CultureInfo.InvariantCulture, $"{feedback.Metric} {feedback.Score} of {CrmKit.Feedback.ScaleOf(feedback.Metric).Highest}"), feedback.Note),
        Complaint complaint => WithNote(complaint.About is { } about ? $"about {about}" : "open until resolved", complaint.Note),
        ComplaintResolved resolved => WithNote($"of {resolved.Complaint}", resolved.Note),
        Promise promise => WithNote($"due {promise.DueOn:uuuu-MM-dd}", promise.Note),
        PromiseKept kept => $"of {kept.Promise}",
        PaymentFailed failed => WithNote(failed.About is { } about ? $"of {about}" : "a payment that was due", failed.Note),
        IncentiveGrant grant => grant.Incentive,
        Engagement shown => shown.To is { } touch ? $"{Lower(shown.Kind)}, after {touch}" : Lower(shown.Kind),
        _ => happened.Key.Value,
    };

    private static string WithNote(string text, string? note) => note is null ? text : $"{text}: {note.ReplaceLineEndings(" ")}";

    private static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
