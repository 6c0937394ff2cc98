using CrmKit.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class MessageTemplateTests
{
    private static readonly string[] Pieces = ["{{", "}}", "{", "}", "{{name}}", "{{ a.b }}", "name", " ", "\r\n", "\n", "ä", "\u2028", "\U0001F600"];

    [Fact]
    public void Names_are_filled_in_and_listed_once_in_order()
    {
        var template = new MessageTemplate("Dear {{given-name}}", "{{ b.c }}, {{given-name}} and {{d_1}}.\r\nBye");
        Assert.Equal(["given-name", "b.c", "d_1"], template.Names.AsEnumerable());
        var message = template.Fill(name => $"<{name}>", out var missing);
        Assert.Empty(missing);
        Assert.Equal(new MessageText("Dear <given-name>", "<b.c>, <given-name> and <d_1>.\nBye"), message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u00a0")]
    public void Missing_value_holds_and_is_named(string? value)
    {
        var template = new MessageTemplate("{{a}} {{b}}", "{{c}} {{a}}");
        Assert.Null(template.Fill(name => name is "b" ? "known" : value, out var missing));
        Assert.Equal(["a", "c"], missing.AsEnumerable());
    }

    [Fact]
    public void Value_is_never_read_as_a_template() =>
        Assert.Equal("{{b}}", new MessageTemplate("{{a}}", "x").Fill(name => name is "a" ? "{{b}}" : "never", out _)!.Subject);

    [Fact]
    public void Subject_stays_one_line_whatever_the_values() => Check(
        Gen.Elements("\r", "\n", "\r\n", "\0", "\u0085", "\u2028", "\u2029", "\t", "Bcc: x@example.com", "a").NonEmptyListOf().Select(pieces => "x" + string.Concat(pieces)),
        value =>
        {
            var subject = new MessageTemplate("Dear {{name}}!", "x").Fill(_ => value, out _)!.Subject;
            Assert.DoesNotContain(subject, c => char.IsControl(c) || c is '\u2028' or '\u2029');
            Assert.Equal("Dear !".Length + value.Length, subject.Length);
        });

    // A value of a CSV file may bring CR LF.
    [Fact]
    public void Text_has_line_feeds_alone_whatever_the_values() =>
        Assert.Equal("1 High Street\nOxford\nUK\n", new MessageTemplate("x", "{{address}}\r\n").Fill(_ => "1 High Street\r\nOxford\rUK", out _)!.Text);

    [Theory]
    [InlineData("{{name", "Line 1, column 1")]
    [InlineData("Hello\n  {{na me}}", "Line 2, column 3")]
    [InlineData("Hello\r\n\r\n{{}}", "Line 3, column 1")]
    [InlineData("{{a}} {{ {{b}}", "Line 1, column 7")]
    [InlineData("{{{a}}}", "Line 1, column 1")]
    [InlineData("{{naïve}}", "Line 1, column 1")]
    public void Malformed_template_names_line_and_column(string text, string place) =>
        Assert.StartsWith(place, Assert.Throws<FormatException>(() => new MessageTemplate("x", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Subject_of_two_lines_or_too_long_texts_are_rejected()
    {
        Assert.Throws<FormatException>(() => new MessageTemplate("a\nb", "x"));
        Assert.Throws<FormatException>(() => new MessageTemplate(new string('x', 201), "x"));
        Assert.Throws<FormatException>(() => new MessageTemplate("x", new string('x', 100_001)));
    }

    [Fact]
    public void Any_text_is_a_template_or_a_format_error_and_never_holds_a_blank() => Check(
        Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces)),
        text =>
        {
            MessageTemplate template;
            try
            {
                template = new MessageTemplate("x", text);
            }
            catch (FormatException error)
            {
                Assert.Matches("^Line [0-9]+, column [0-9]+: ", error.Message);
                return;
            }

            Assert.Equal(template.Names.IsEmpty, template.Fill(_ => null, out var missing) is not null);
            Assert.Equal(template.Names.AsEnumerable(), missing.AsEnumerable());
            Assert.DoesNotContain("{{", template.Fill(_ => "v", out _)!.Text, StringComparison.Ordinal);
        });

    private static void Check<T>(Gen<T> values, Action<T> law) =>
        Prop.ForAll(values.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
