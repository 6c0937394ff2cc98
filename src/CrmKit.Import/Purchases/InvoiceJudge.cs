namespace CrmKit.Import;

/// <summary>Puts the lines of each key together. Not thread-safe.</summary>
/// <param name="records">The file.</param>
/// <param name="lines">Its lines.</param>
/// <param name="invoices">Where they are put together.</param>
/// <param name="inConflict">Keys under which something else is recorded, as the file writes them.</param>
/// <param name="setsAside">Whether bad keys are set aside, rather than stopping the reading.</param>
internal sealed class InvoiceJudge(CsvRecords records, PurchaseLines lines, InvoiceTable invoices, IEnumerable<UInt128> inConflict, bool setsAside) : IRowJudge
{
    public void Look()
    {
        if (records.IsDamaged(out var fault))
        {
            Spoil(fault, DamagedKeys.Of(records, lines.KeyColumn));
        }
        else if (!lines.TryParse(out var line, out fault))
        {
            Spoil(fault, lines.KeysOfBadRow());
        }
        else if (line.HasKey && invoices.Add(line, records.Line) is not default(RejectReason) and var conflict && !setsAside)
        {
            throw records.Fault(InvoiceTable.Conflict(conflict, invoices.FirstLineOf(line.Key), lines.KeyName));
        }
    }

    public void Conclude()
    {
        foreach (var key in inConflict)
        {
            invoices.Refuse(key);
        }

        if (!invoices.Judge(out var fault, out var line) && !setsAside)
        {
            throw records.FaultAt(line, fault);
        }
    }

    private void Spoil(in RowFault fault, IEnumerable<UInt128> keys)
    {
        if (!setsAside)
        {
            throw records.Fault(fault);
        }

        foreach (var key in keys)
        {
            invoices.Spoil(key, records.Line);
        }
    }
}
