using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Durations;

public class DurationCsvReaderTests
{
    [Fact]
    public async Task Columns_asked_for_are_read_and_others_passed_over()
    {
        var columns = await ReadAsync(
            "Time,event,since,w,plan,age,other\n3,1,0,2,basic,40,x\n4.5,No,1e0,0.5,\"gold, yearly\",-2,y\n",
            new DurationCsvOptions { EntryColumn = "since", WeightColumn = "w", GroupColumns = ["plan"], CovariateColumns = ["age"] });
        Assert.Equal(2, columns.Count);
        Assert.Equal([3, 4.5], columns.Time.ToArray());
        Assert.Equal([true, false], columns.IsEvent.ToArray());
        Assert.Equal([0, 1], columns.Entry.ToArray());
        Assert.Equal([2, 0.5], columns.Weight.ToArray());
        var (plan, age) = (Assert.Single(columns.Groups), Assert.Single(columns.Covariates));
        Assert.Equal(["plan", "basic", "gold, yearly"], [plan.Name, .. plan.Values]);
        Assert.Equal("age", age.Name);
        Assert.Equal([40, -2], age.Values.ToArray());
    }

    [Fact]
    public async Task Covariate_of_words_becomes_indicators_against_the_first_word()
    {
        var columns = await ReadAsync("time,event,plan\n1,1,two\n2,0,7\n3,1,one\n", new DurationCsvOptions { CovariateColumns = ["plan"] });
        Assert.Equal(["plan=one", "plan=two"], columns.Covariates.Select(column => column.Name));
        Assert.Equal([0, 0, 1, 1, 0, 0], columns.Covariates.SelectMany(column => column.Values));
    }

    [Fact]
    public async Task Column_of_one_word_has_nothing_to_compare() =>
        Assert.Empty((await ReadAsync("time,event,plan\n1,1,two\n", new DurationCsvOptions { CovariateColumns = ["plan"] })).Covariates);

    [Fact]
    public async Task Many_numbers_stay_numbers_and_a_late_word_among_them_is_a_fault()
    {
        var rows = string.Concat(Enumerable.Range(0, 1500).Select(i => string.Create(CultureInfo.InvariantCulture, $"1,1,{i}\n")));
        var options = new DurationCsvOptions { CovariateColumns = ["age"] };
        Assert.Equal(1500, Assert.Single((await ReadAsync("time,event,age\n" + rows, options)).Covariates).Values.Length);
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => ReadAsync("time,event,age\n" + rows + "1,1,unknown\n", options));
        Assert.Equal((1502, "age"), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("time,event\n-1,1\n", 2, "time")]
    [InlineData("time,event\nNaN,1\n", 2, "time")]
    [InlineData("time,event\n1,1\n1,maybe\n", 3, "event")]
    [InlineData("time,event\n1,\n", 2, "event")]
    [InlineData("time,since,event\n1,1,1\n", 2, "since")]
    [InlineData("time,event,since,w\n1,1,0,-1\n", 2, "w")]
    [InlineData("time,event,since,age\n1,1,0,\n", 2, "age")]
    [InlineData("time,event,since,age\n1,1,0,5\n1,1,0,NA\n", 3, "age")]
    [InlineData("time,event,since,age\n1,1,0,nan\n", 2, "age")]
    [InlineData("time,event,since,age\n1,1,0,5\n1,1,0,old\n", 3, "age")]
    [InlineData("time,event\n1,1\n", 1, "since")]
    public async Task Fault_names_line_and_column(string file, int line, string column)
    {
        var header = file[..file.IndexOf('\n', StringComparison.Ordinal)].Split(',');
        var options = new DurationCsvOptions
        {
            EntryColumn = header.Contains("since") || column == "since" ? "since" : null,
            WeightColumn = header.Contains("w") ? "w" : null,
            CovariateColumns = header.Contains("age") ? ["age"] : [],
        };
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => ReadAsync(file, options));
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    private static async Task<DurationColumns> ReadAsync(string file, DurationCsvOptions options)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await new DurationCsvReader(options).ReadAsync(stream, "durations.csv");
    }
}
