using Fields = CrmKit.Import.InteractionFields;

namespace CrmKit.Import;

/// <summary>A type of row: the columns that it needs, those that it may fill, and the event that it becomes.</summary>
/// <param name="Code">What stands in the type's column.</param>
/// <param name="Needs">Columns that must be filled.</param>
/// <param name="Allows">Columns that may be filled besides; every other one must be empty, for its content would be lost.</param>
/// <param name="Create">Makes the event of a key and a row that fills what it needs.</param>
internal sealed record InteractionType(string Code, Fields Needs, Fields Allows, Func<EventKey, InteractionRow, TimelineEvent> Create)
{
    /// <summary>Every type by its code.</summary>
    public static FileCode<InteractionType> All { get; } = new([.. Types().Select(type => (type, type.Code))]);

    /// <summary>The question of a row of feedback; <c>null</c> for the other types.</summary>
    public SatisfactionMetric? Metric { get; private init; }

    /// <summary>Whether rows refer to an event that stands in files of this kind, rather than to one of any source.</summary>
    public bool RefersWithin => Needs.HasFlag(Fields.RefersTo);

    private static IEnumerable<InteractionType> Types() =>
    [
        new("reply", Fields.Channel, Fields.RefersTo | Fields.Note, static (key, row) => new Reply(key, row.Customer, row.When.At, row.Channel!.Value, row.RefersTo, row.Note)),
        new("complaint", Fields.None, Fields.RefersTo | Fields.Note, static (key, row) => new Complaint(key, row.Customer, row.When.At, row.RefersTo, row.Note)),
        new("complaint-resolved", Fields.RefersTo, Fields.Note, static (key, row) => new ComplaintResolved(key, row.Customer, row.When.At, row.RefersTo!.Value, row.Note)),
        new("promise", Fields.Due, Fields.Note, static (key, row) => new Promise(key, row.Customer, row.When.At, row.Due!.Value, row.Note)),
        new("promise-kept", Fields.RefersTo, Fields.None, static (key, row) => new PromiseKept(key, row.Customer, row.When.At, row.RefersTo!.Value)),
        new("payment-failed", Fields.None, Fields.RefersTo | Fields.Note, static (key, row) => new PaymentFailed(key, row.Customer, row.When.At, row.RefersTo, row.Note)),
        Shown("opened", EngagementKind.Opened),
        Shown("clicked", EngagementKind.Clicked),
        Shown("visited", EngagementKind.Visited),
        Question("nps", SatisfactionMetric.NetPromoter),
        Question("csat", SatisfactionMetric.Satisfaction),
        Question("ces", SatisfactionMetric.Effort),
        new("touch", Fields.Channel | Fields.Class | Fields.Reason | Fields.Occurrence, Fields.Kind, Touched),
    ];

    private static InteractionType Shown(string code, EngagementKind kind) =>
        new(code, Fields.None, Fields.RefersTo, (key, row) => new Engagement(key, row.Customer, row.When.At, kind, row.RefersTo));

    private static InteractionType Question(string code, SatisfactionMetric metric) =>
        new(code, Fields.Score, Fields.RefersTo | Fields.Note, (key, row) => new Feedback(key, row.Customer, row.When.At, metric, row.Score!.Value, row.RefersTo, row.Note))
        {
            Metric = metric,
        };

    private static Touch Touched(EventKey key, InteractionRow row) =>
        new(key, row.Customer, row.When.At, new TouchKey(row.Customer, row.Reason!, row.Occurrence!), row.Class!.Value, row.Channel!.Value) { Kind = row.Kind!.Value };
}
