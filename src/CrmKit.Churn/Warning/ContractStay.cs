namespace CrmKit.Churn;

// Months of one customer with one state and one revenue, and what had happened to the contract before.
internal readonly record struct ContractStay(
    CustomerId Customer, int From, int To, decimal Mrr, bool IsPaused, int FirstEver, int LastShrunk, int LastGrown, bool HasReturned, int EndOfStay)
{
    // So long ago that it is not recent.
    private const int Never = int.MinValue / 2;

    public static IEnumerable<ContractStay> Of(SubscriptionLedger ledger, PausePolicy policy)
    {
        for (var customer = 0; customer < ledger.CustomerNumbers; customer++)
        {
            foreach (var stay in Of(ledger.CustomerOf(customer), [.. ledger.SpansOf(customer)], policy))
            {
                yield return stay;
            }
        }
    }

    private static IEnumerable<ContractStay> Of(CustomerId customer, LedgerSpan[] all, PausePolicy policy)
    {
        var spans = policy == PausePolicy.PauseIsChurn ? Array.FindAll(all, span => !span.IsPaused) : all;
        var (shrunk, grown, returned) = (Never, Never, false);
        for (var i = 0; i < spans.Length; i++)
        {
            var span = spans[i];
            if (i > 0 && spans[i - 1].To == span.From)
            {
                shrunk = span.Mrr < spans[i - 1].Mrr ? span.From : shrunk;
                grown = span.Mrr > spans[i - 1].Mrr ? span.From : grown;
            }
            else if (i > 0)
            {
                (shrunk, grown, returned) = (Never, Never, true);
            }

            var end = i;
            while (end + 1 < spans.Length && spans[end + 1].From == spans[end].To)
            {
                end++;
            }

            yield return new ContractStay(customer, span.From, span.To, span.Mrr, span.IsPaused, spans[0].From, shrunk, grown, returned, spans[end].To);
        }
    }
}
