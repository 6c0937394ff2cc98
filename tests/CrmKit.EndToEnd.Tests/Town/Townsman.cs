using CrmKit.Calendars;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>One record of one business, with what the business does not see.</summary>
internal sealed class Townsman
{
    public required int Number { get; init; }

    public required CustomerId Id { get; init; }

    public required ContactPoint Point { get; init; }

    public required PartialDate? Birthday { get; init; }

    /// <summary>Days between two purchases, on average.</summary>
    public required double MeanGap { get; init; }

    public required decimal Spend { get; init; }

    public required DateTimeZone Zone { get; set; }

    public LocalDate NextPurchase { get; set; }

    /// <summary>The day on which the person stopped being a customer, which nobody tells the business.</summary>
    public LocalDate? Left { get; set; }

    /// <summary>When either side was last active, and the days of contacts of late, as the person remembers them.</summary>
    public LocalDate LastActive { get; set; }

    public Queue<LocalDate> Contacts { get; } = [];

    public EventKey? OpenComplaint { get; set; }

    public LocalDate SettledOn { get; set; }

    public bool IsAbsorbed { get; set; }
}
