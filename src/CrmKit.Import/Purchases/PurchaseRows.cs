namespace CrmKit.Import;

/// <summary>Turns the records of one file into events, in the file's order. Not thread-safe.</summary>
/// <param name="records">The file.</param>
/// <param name="lines">Its lines.</param>
/// <param name="map">What they mean.</param>
/// <param name="rule">What is paid and what is given back.</param>
/// <param name="inConflict">Keys under which something else is recorded.</param>
/// <param name="invoices">What a first reading found out about the keys; <c>null</c> where there was none.</param>
/// <param name="tally">Counts what is taken.</param>
internal sealed class PurchaseRows(CsvRecords records, PurchaseLines lines, PurchaseMap map, ReturnRule rule, IReadOnlySet<EventKey> inConflict, InvoiceTable? invoices, PurchaseTally tally)
{
    private readonly SeenRows<Stated> _seen = new();

    /// <summary>What the current record is.</summary>
    /// <param name="taken">Its event; <c>null</c> where its event was given out with an earlier line.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>Whether it is taken.</returns>
    public bool TryTake(out TimelineEvent? taken, out RowFault fault)
    {
        taken = null;
        if (records.IsDamaged(out fault))
        {
            return false;
        }

        if (invoices is not null && lines.TryKey(out var key))
        {
            return TryTake(ref invoices.Find(key), out taken, out fault);
        }

        if (!lines.TryParse(out var line, out fault) || !rule.TryTake(line.Amount, line.IsReturn, line.Amount < 0, out var amount, out fault) || IsOther(line, out var isRepeated, out fault))
        {
            return false;
        }

        var happened = lines.Event(line, amount, line.Items);
        if (inConflict.Count > 0 && inConflict.Contains(happened.Key))
        {
            fault = KeyConflicts.Fault(lines.KeyName);
            return false;
        }

        Count(line, amount, isRepeated);
        taken = happened;
        return true;
    }

    private bool TryTake(ref Invoice invoice, out TimelineEvent? taken, out RowFault fault)
    {
        taken = null;
        fault = default;
        var isFirst = !invoice.IsOut;
        invoice.IsOut = true;
        if (invoice.Fault != default)
        {
            if (lines.TryParse(out _, out fault))
            {
                fault = invoices!.FaultOf(invoice, records.Line, lines.KeyName);
            }

            // What is unusable as a key is none.
            if (isFirst && fault.Reason != RejectReason.Key)
            {
                tally.SetKeyAside();
            }

            return false;
        }

        if (!isFirst && map.Lines == InvoiceLines.Sum)
        {
            tally.TakeLine();
            return true;
        }

        if (!lines.TryParse(out var line, out _) || !rule.TryTake(invoice.Sum, invoice.IsReturn, invoice.HasNegative, out var amount, out _))
        {
            throw InvoiceTable.Changed();
        }

        Count(line, amount, !isFirst);
        taken = lines.Event(line, amount, invoice.Items);
        return true;
    }

    private void Count(in PurchaseLine line, decimal amount, bool isRepeated)
    {
        tally.TakeLine();
        if (!isRepeated)
        {
            tally.TakeEvent(line.IsReturn, amount);
        }
    }

    private bool IsOther(in PurchaseLine line, out bool isRepeated, out RowFault fault)
    {
        fault = default;
        isRepeated = false;
        if (!line.HasKey)
        {
            return false;
        }

        var stated = new Stated(line.Customer, line.Amount, line.When.At, HashCode.Combine(line.When.Day, line.IsReturn, line.Purchase, ItemCodes.Write(line.Items)));
        var seen = _seen.Note(line.Key, stated, records.Line, out var first);
        isRepeated = seen == SeenRow.Same;
        if (seen == SeenRow.Other)
        {
            fault = InvoiceTable.Conflict(RejectReason.DuplicateKey, first, lines.KeyName);
        }

        return seen == SeenRow.Other;
    }

    // The rest is a hash, to spare memory; should two ever share one, the store still refuses the second event.
    private readonly record struct Stated(UInt128 Customer, decimal Amount, Instant At, int Rest);
}
