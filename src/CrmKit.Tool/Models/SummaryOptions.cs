using System.CommandLine;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>The options that name a file of summaries and its columns.</summary>
internal sealed class SummaryOptions
{
    private static readonly SummaryCsvOptions Usual = new();

    public Option<FileInfo> Summary { get; } = new("--summary") { HelpName = "FILE", Description = "CSV with a customer in a row: x,t_x,T (x,t_x,n for bg-bb; x,m_x for gamma-gamma; also sum_log_gaps for the CNBD-k models)." };

    private Option<string?> Id { get; } = new("--id") { HelpName = "COLUMN", Description = "Column of the customers' names. Default: the first column that is no model input, else the first that this model does not read." };

    private Option<string?> Weight { get; } = new("--weight") { HelpName = "COLUMN", Description = "Column of the number of customers that a row stands for. Default: one each." };

    private Option<string> X { get; } = Column("--x-column", Usual.PurchasesColumn, "repeat purchases");

    private Option<string> Recency { get; } = Column("--recency-column", Usual.RecencyColumn, "time from the first purchase to the last");

    private Option<string> Age { get; } = Column("--age-column", Usual.AgeColumn, "time from the first purchase to the end of observation");

    private Option<string> Opportunities { get; } = Column("--opportunities-column", Usual.OpportunitiesColumn, "opportunities so far");

    private Option<string> MeanSpend { get; } = Column("--mean-column", Usual.MeanSpendColumn, "mean spend");

    private Option<string> LogGaps { get; } = Column("--gaps-column", Usual.LogGapsColumn, "sum of the logarithms of gaps");

    private readonly DelimiterOption _delimiter = new();

    public void AddTo(Command command, bool isRequired = true)
    {
        Summary.Required = isRequired;
        Option[] all = [Summary, Id, Weight, X, Recency, Age, Opportunities, MeanSpend, LogGaps, _delimiter.Option];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public async Task<SummaryColumns> ReadAsync(ParseResult parsed, SummaryParts required, SummaryParts optional, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(Summary);
        if (!file.Exists)
        {
            throw new UsageException($"--summary: there is no file {file}.");
        }

        SummaryCsvReader reader;
        try
        {
            reader = new SummaryCsvReader(new SummaryCsvOptions
            {
                Required = required,
                Optional = optional,
                Format = new CsvFormat { Delimiter = _delimiter.Read(parsed) },
                IdColumn = parsed.GetValue(Id),
                CustomersColumn = parsed.GetValue(Weight),
                PurchasesColumn = parsed.GetRequiredValue(X),
                RecencyColumn = parsed.GetRequiredValue(Recency),
                AgeColumn = parsed.GetRequiredValue(Age),
                OpportunitiesColumn = parsed.GetRequiredValue(Opportunities),
                MeanSpendColumn = parsed.GetRequiredValue(MeanSpend),
                LogGapsColumn = parsed.GetRequiredValue(LogGaps),
            });
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of("--delimiter", error);
        }

        var stream = file.OpenRead();
        await using var _ = stream.ConfigureAwait(false);
        return await reader.ReadAsync(stream, file.Name, cancellationToken).ConfigureAwait(false);
    }

    private static Option<string> Column(string flag, string usual, string meaning) =>
        new(flag) { HelpName = "COLUMN", DefaultValueFactory = _ => usual, Description = $"Column of {meaning}." };
}
