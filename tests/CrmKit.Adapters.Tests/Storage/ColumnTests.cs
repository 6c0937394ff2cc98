using CrmKit.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Storage;

public sealed class ColumnTests
{
    [Fact]
    public void Column_instant_of_any_microsecond_reads_back_equal() =>
        Prop.ForAll<long>(number =>
        {
            // Years 1 to 9999 hold some 3e17 microseconds; the remainder keeps the number inside.
            var microseconds = number % 60_000_000_000_000_000L;
            return ColumnInstant.From(ColumnInstant.ToInstant(microseconds)) == microseconds;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(999, 0)]
    [InlineData(1000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-1000, -1)]
    [InlineData(-1001, -2)]
    public void Column_instant_below_the_microsecond_is_cut_towards_the_past(long nanoseconds, long expected) =>
        Assert.Equal(expected, ColumnInstant.From(Instant.FromUnixTimeTicks(0) + Duration.FromNanoseconds(nanoseconds)));

    [Fact]
    public void Column_instant_at_the_ends_of_time_reads_back_at_its_microsecond()
    {
        Assert.Equal(Instant.MinValue, ColumnInstant.Truncate(Instant.MinValue));
        Assert.Equal(Duration.FromNanoseconds(999), Instant.MaxValue - ColumnInstant.Truncate(Instant.MaxValue));
    }

    [Fact]
    public void Reason_json_reads_back_equal()
    {
        var reason = new Reason(
            "test",
            ReasonArgument.Of("text", "a \"quoted\" ü \u2028 word"),
            ReasonArgument.Of("whole", 7),
            ReasonArgument.Of("real", double.Epsilon),
            ReasonArgument.Of("date", new LocalDate(1996, 2, 29)),
            ReasonArgument.Of("instant", Instant.FromUnixTimeTicks(1)),
            ReasonArgument.Of("money", new Money(1.50m, Currency.Eur)));
        Assert.Equal(reason, ReasonJson.Read(ReasonJson.Write(reason)));
        Assert.Equal(new Reason("bare"), ReasonJson.Read(ReasonJson.Write(new Reason("bare"))));
    }

    [Fact]
    public void Reason_json_is_as_documented_and_passes_over_what_it_does_not_know()
    {
        var reason = new Reason("cadence.interval-due", ReasonArgument.Of("days", 40));
        Assert.Equal("""{"code":"cadence.interval-due","arguments":[["days","whole","40"]]}""", ReasonJson.Write(reason));
        Assert.Equal(reason, ReasonJson.Read("""{"version":2,"code":"cadence.interval-due","arguments":[["days","whole","40","new"]]}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"code":"x"}""")]
    [InlineData("""{"code":7,"arguments":[]}""")]
    [InlineData("""{"code":"x","arguments":[["a","whole"]]}""")]
    [InlineData("""{"code":"x","arguments":[["a","colour","red"]]}""")]
    [InlineData("""{"code":"","arguments":[]}""")]
    [InlineData("""{"code":"x","arguments":[["a","text",null]]}""")]
    public void Reason_json_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => ReasonJson.Read(text));
}
