using System.Numerics;
using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Mapping;

public sealed class AmountExpressionTests
{
    private static readonly Gen<decimal> Numbers =
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Elements(0, 1, int.MaxValue)
        from high in Gen.Elements(0, 0, 1, 100_000)
        from isNegative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 28)
        select new decimal(low, middle, high, isNegative, (byte)scale);

    [Theory]
    [InlineData("a", "7")]
    [InlineData("a*b", "35")]
    [InlineData("a-b-1", "1")]
    [InlineData("a-b*2", "-3")]
    [InlineData("(a-b)*2", "4")]
    [InlineData("-a+b", "-2")]
    [InlineData("--a", "7")]
    [InlineData("a*-1.50", "-10.50")]
    [InlineData("a*(b-(2-1))", "28")]
    [InlineData("A * a", "49")]
    public async Task Expression_is_computed_product_before_sum(string expression, string expected)
    {
        // What is below zero is seen through a return.
        var map = PurchaseMap.Parse($"customer=c,date=d,amount={expression},return=f:r,return-sign=negative");
        var negative = expected.StartsWith('-');
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"c,d,a,b,f\n1,2001-02-03,7,5,{(negative ? "r" : string.Empty)}\n"));

        await foreach (var read in new PurchaseCsvReader(CsvText.PurchaseOptions with { Map = map }).Open(stream, "P.csv"))
        {
            var amount = read is PurchaseReturn back ? -back.Amount.Amount : ((Purchase)read).Amount.Amount;
            Assert.Equal(expected, amount.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "1")]
    [InlineData("99999999999999.9999999999", "0.123456")]
    [InlineData("0.0000000000000000000000000001", "0.1")]
    public async Task Product_that_would_lose_a_digit_is_a_fault_of_the_row(string a, string b)
    {
        var map = PurchaseMap.Parse("customer=c,date=d,amount=a*b*1.5");

        var fault = await CsvText.PurchaseFault($"c,d,a,b\n1,2001-02-03,{a},{b}\n", CsvText.PurchaseOptions with { Map = map });

        Assert.Equal(2, fault.Line);
        Assert.Contains("28 digits", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Exact_sums_and_products_are_those_of_whole_numbers_or_refused() =>
        Prop.ForAll(Gen.Zip(Numbers, Numbers).ToArbitrary(), pair =>
        {
            var (left, right) = pair;
            var map = PurchaseMap.Parse("customer=c,date=d,amount=a*b+a");
            return Check(left, right, map.Amount);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Expression_written_reads_back_equal()
    {
        foreach (var text in new[] { "a", "\"Net, x\"*2", "-(a+b)*-3.50", "\"7\"*a" })
        {
            Assert.Equal(AmountExpression.Parse(text), AmountExpression.Parse(AmountExpression.Parse(text).ToString()));
        }
    }

    // The oracle: a*b+a in whole numbers of 10^-56; the import must give exactly that, or refuse.
    private static bool Check(decimal a, decimal b, AmountExpression amount)
    {
        var map = new PurchaseMap { CustomerColumn = "c", DateColumn = "d", Amount = amount, ReturnFlag = new ReturnFlag("f", ["r"]), ReturnSign = ReturnSign.Negative };
        var exact = (Whole(a) * Whole(b)) + (Whole(a) * BigInteger.Pow(10, 28));
        var row = string.Create(CultureInfo.InvariantCulture, $"c,d,a,b,f\n1,2001-02-03,{a},{b},{(exact < 0 ? "r" : string.Empty)}\n");
        try
        {
            var read = CsvText.Events(row, CsvText.PurchaseOptions with { Map = map }).GetAwaiter().GetResult().Single();
            var given = read is PurchaseReturn back ? -back.Amount.Amount : ((Purchase)read).Amount.Amount;
            return Whole(given) * BigInteger.Pow(10, 28) == exact;
        }
        catch (ImportFaultException fault)
        {
            // Numbers beyond the largest amount are refused as such; otherwise the product or the result must really need more than 28 digits.
            return fault.Line == 2
                && (Math.Abs(a) > Purchase.MaxAmount || Math.Abs(b) > Purchase.MaxAmount || BigInteger.Abs(exact) > Whole(Purchase.MaxAmount) * BigInteger.Pow(10, 28)
                    || Significant(exact) > 28 || Significant(Whole(a) * Whole(b)) > 28);
        }
    }

    /// <summary>Digits that a decimal has to hold for a number of so many 10^-56: up to its last one that is not zero, or to the point.</summary>
    private static int Significant(BigInteger whole)
    {
        var digits = BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).PadLeft(57, '0');
        var decimals = digits[^56..].TrimEnd('0').Length;
        return decimals > 28 ? int.MaxValue : digits[..^56].TrimStart('0').Length + decimals;
    }

    private static BigInteger Whole(decimal value)
    {
        var bits = decimal.GetBits(value);
        var mantissa = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return mantissa * BigInteger.Pow(10, 28 - value.Scale) * (decimal.IsNegative(value) ? -1 : 1);
    }
}
