namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>What most systems do: everybody hears something every so many days, whatever happens in between. Half of it sells, half of it greets.</summary>
internal sealed class FixedCalendar(int days) : ITouchSource
{
    private static readonly LocalDate Epoch = new(2024, 1, 1);

    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        // Spread over the days, so that the work is level.
        var offset = (int)(uint)customer.Customer.Id.Value.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)) % days;
        var since = Period.DaysBetween(Epoch, today) + Math.Abs(offset);
        var number = since / days;
        var due = today.PlusDays(-(since % days));
        var isOffer = number % 2 == 0;
        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, "fixed.calendar", string.Create(CultureInfo.InvariantCulture, $"{number}")),
            Reason = new Reason("fixed.calendar"),
            Class = isOffer ? TouchClass.Promotional : TouchClass.Relationship,
            Purpose = isOffer ? Purpose.Marketing : Purpose.Greetings,
            Channels = [Channel.Email],
            Window = new DateInterval(due, due.PlusDays(days - 1)),
            Value = 1,
        };
    }
}
