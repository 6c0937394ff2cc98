namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>What a pushy business would like: an offer to everybody every day. The gates are to keep it from it.</summary>
internal sealed class DailyOffers : ITouchSource
{
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today) =>
    [
        new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, "daily.offer", today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)),
            Reason = new Reason("daily.offer"),
            Class = TouchClass.Promotional,
            Purpose = Purpose.Marketing,
            Channels = [Channel.Email],
            Window = new DateInterval(today, today.PlusDays(2)),
            Value = 1,
        },
    ];
}
