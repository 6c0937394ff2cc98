using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class FieldValueTests
{
    [Fact]
    public void Value_is_the_same_after_any_number_of_ways_through_text() => Law.Holds(PeopleGenerators.FieldValues, value =>
    {
        var back = FieldValue.Restore(value.Kind, FieldValue.Restore(value.Kind, value.Invariant).Invariant);
        Assert.Equal(value, back);
        Assert.Equal(Typed(value), Typed(back));
        Assert.Equal(1, new object?[] { back.AsText(), back.AsWhole(), back.AsNumber(), back.AsFlag(), back.AsDate(), back.AsInstant(), back.AsMoney() }.Count(typed => typed is not null));
    }, tests: 1000);

    [Fact]
    public void Extremes_come_back()
    {
        Assert.Equal(long.MinValue, FieldValue.Restore(FieldValueKind.Whole, FieldValue.Of(long.MinValue).Invariant).AsWhole());
        Assert.Equal("1.50", FieldValue.Restore(FieldValueKind.Number, "1.50").AsNumber()?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("1.5000000000000000000000000000", FieldValue.Of(1.5000000000000000000000000000m).Invariant);
        var instant = Known.LongAgo.PlusNanoseconds(1);
        Assert.Equal(instant, FieldValue.Restore(FieldValueKind.Instant, FieldValue.Of(instant).Invariant).AsInstant());
        Assert.Equal(FieldValue.MaxTextLength, FieldValue.Restore(FieldValueKind.Text, new string('\u200F', FieldValue.MaxTextLength)).AsText()?.Length);
    }

    [Theory]
    [InlineData(FieldValueKind.Whole, "+1")]
    [InlineData(FieldValueKind.Whole, "01")]
    [InlineData(FieldValueKind.Whole, "-0")]
    [InlineData(FieldValueKind.Whole, "9223372036854775808")]
    [InlineData(FieldValueKind.Number, "1,5")]
    [InlineData(FieldValueKind.Number, "1e5")]
    [InlineData(FieldValueKind.Number, " 1")]
    [InlineData(FieldValueKind.Number, "0.12345678901234567890123456789")]
    [InlineData(FieldValueKind.Flag, "True")]
    [InlineData(FieldValueKind.Date, "2026-2-1")]
    [InlineData(FieldValueKind.Date, "2026-02-29")]
    [InlineData(FieldValueKind.Instant, "2026-02-01T00:00:00+01:00")]
    [InlineData(FieldValueKind.Money, "1.50")]
    [InlineData(FieldValueKind.Money, "1.50 eur")]
    [InlineData(FieldValueKind.Money, "1.50  EUR")]
    [InlineData((FieldValueKind)0, "x")]
    public void Text_in_another_form_is_refused_and_not_quoted(FieldValueKind kind, string text) =>
        Assert.Equal($"The value of a field is no {kind} in invariant form.", Assert.Throws<FormatException>(() => FieldValue.Restore(kind, text)).Message);

    [Fact]
    public void What_is_no_text_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FieldValue.Of(new string('x', FieldValue.MaxTextLength + 1)));
        Assert.Throws<ArgumentException>(() => FieldValue.Of("a\ud800"));
        Assert.Throws<InvalidOperationException>(() => default(FieldValue).Invariant);
        Assert.Throws<InvalidOperationException>(() => CustomFields.None.With("x", default));
        Assert.Equal("Text", FieldValue.Of("secret").ToString());
    }

    [Fact]
    public void Fields_are_equal_by_value_and_keep_the_order_of_their_names() => Law.Holds(
        from first in PeopleGenerators.Fields
        from second in PeopleGenerators.Fields
        select (first, second),
        given =>
        {
            var both = given.first.FilledFrom(given.second);
            Assert.Equal(given.first.Select(pair => pair.Key).Union(given.second.Select(pair => pair.Key)).Order(StringComparer.Ordinal), both.Select(pair => pair.Key));
            Assert.All(both, pair => Assert.Equal(given.first[pair.Key] ?? given.second[pair.Key], pair.Value));
            var rebuilt = both.Reverse().Aggregate(CustomFields.None, (fields, pair) => fields.With(pair.Key, pair.Value));
            Assert.Equal(both, rebuilt);
            Assert.Equal(both.GetHashCode(), rebuilt.GetHashCode());
            Assert.Equal(CustomFields.None, both.Aggregate(both, (fields, pair) => fields.Without(pair.Key)));
        });

    // Numbers as text, since 1.5 equals 1.50.
    private static (long?, string?, bool?, LocalDate?, Instant?, string?) Typed(FieldValue value) =>
        (value.AsWhole(), value.AsNumber()?.ToString(CultureInfo.InvariantCulture), value.AsFlag(), value.AsDate(), value.AsInstant(), value.AsMoney()?.ToString());
}
