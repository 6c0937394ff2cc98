namespace CrmKit.Import;

/// <summary>Finds the bad rows of a file of consents: each may be a refusal. Not thread-safe.</summary>
internal sealed class ConsentJudge(CsvRecords records, ConsentLines lines, ConsentDoubts doubts, string fileName) : IRowJudge
{
    public void Look()
    {
        if (lines.Parse(out bool _, out RowFault _) is null)
        {
            doubts.Add(lines.Traces(), fileName, records.Line);
        }
    }

    public void Conclude()
    {
    }
}
