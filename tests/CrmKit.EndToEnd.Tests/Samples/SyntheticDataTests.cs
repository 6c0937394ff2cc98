using CrmKit.Testing;

namespace CrmKit.EndToEnd.Tests.Samples;

public sealed class SyntheticDataTests
{
    private const ulong Seed = 1997;

    [Fact]
    public void Synthetic_customers_file_is_what_the_generator_writes()
    {
        var folder = Path.Combine(Checkout.Root, "samples", "data");
        var ids = File.ReadLines(Path.Combine(folder, "cdnow_transactions.csv"))
            .Skip(1)
            .Select(line => int.Parse(line.AsSpan(0, line.IndexOf(',', StringComparison.Ordinal)), CultureInfo.InvariantCulture))
            .Distinct()
            .Order();
        var synthetic = new SyntheticCustomers(Seed);
        using var text = new StringWriter();
        SyntheticCustomerCsv.Write(text, ids.Select(id => synthetic.Of(id)));

        var file = Path.Combine(folder, "customers_synthetic.csv");
        if (Environment.GetEnvironmentVariable("CRMKIT_APPROVE_DATA") == "1")
        {
            File.WriteAllText(file, text.ToString());
        }

        Assert.Equal(text.ToString(), File.ReadAllText(file));
    }
}
