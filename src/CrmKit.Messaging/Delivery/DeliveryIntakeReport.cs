namespace CrmKit.Messaging;

/// <summary>What an intake of delivery reports did, in numbers of reports.</summary>
public sealed record DeliveryIntakeReport
{
    /// <summary>Addresses that nothing gets through to: suppressed.</summary>
    public int Hard { get; init; }

    /// <summary>Messages that did not arrive, for now or for a reason that says nothing final.</summary>
    public int Soft { get; init; }

    /// <summary>Complaints: an objection was recorded, or stood already.</summary>
    public int Complaints { get; init; }

    /// <summary>Messages that arrived.</summary>
    public int Delivered { get; init; }

    /// <summary>Answers of programs, such as out of office: nothing changed.</summary>
    public int AutomaticReplies { get; init; }

    /// <summary>Mails that are no report: nothing changed.</summary>
    public int NotReports { get; init; }

    /// <summary>Reports whose Message-ID is missing or not ours: nothing changed.</summary>
    public int Unverified { get; init; }

    /// <summary>Reports about messages of ours that the store knows no more, those of people who were forgotten for one: nothing changed.</summary>
    public int Unknown { get; init; }
}
