using CrmKit.Messaging;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class TemplateSetTests
{
    private static readonly Customer Anna = new() { Id = "7", Name = "Anna Meier", GivenName = "Anna" };

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("de-at-1996", "de")]
    [InlineData("DE", "de")]
    [InlineData("pt-BR", "pt-br")]
    [InlineData("pt-PT", "en")]
    [InlineData("fr", "en")]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("-", "en")]
    public void Language_falls_back_to_its_parents_and_then_to_the_businesss(string? language, string expected)
    {
        var set = Set("en", "en", "de", "pt-br");
        Assert.Equal(expected, set.Render(new Reason("test"), Anna with { Language = language }).Message?.Subject);
    }

    // A business in Austria with German templates has templates.
    [Fact]
    public void Language_of_the_business_falls_back_to_its_parents_too() =>
        Assert.Equal("de", Set("de-AT", "de").Render(new Reason("test"), Anna with { Language = "fr-CA" }).Message?.Subject);

    [Fact]
    public void Missing_template_holds()
    {
        var result = Set("en", "de").Render(new Reason("test"), Anna);
        Assert.Null(result.Message);
        Assert.Equal(new Reason(ReasonCodes.MissingTemplate, ReasonArgument.Of("reason", "test")), result.HeldBecause);
    }

    [Fact]
    public void Missing_value_holds_and_prints_no_blank()
    {
        var result = TemplateSet.English("Wool & Co").Render(new Reason(ReasonCodes.Birthday), Anna with { GivenName = " " });
        Assert.Null(result.Message);
        Assert.Equal(new Reason(ReasonCodes.MissingValue, ReasonArgument.Of("missing", "given-name")), result.HeldBecause);
    }

    [Fact]
    public void Values_come_from_the_customer_the_business_and_the_reason()
    {
        var set = new TemplateSet("Wool & Co", "en").With("test", "en", new MessageTemplate("{{name}} {{given-name}}", "{{business}}: {{due}}"));
        var message = set.Render(new Reason("test", ReasonArgument.Of("due", new LocalDate(2026, 3, 10))), Anna).Message;
        Assert.Equal(new MessageText("Anna Meier Anna", "Wool & Co: 2026-03-10"), message);
        Assert.Equal("MessageText(15 + 21 characters)", message?.ToString());
    }

    [Theory]
    [InlineData(ReasonCodes.Birthday)]
    [InlineData(ReasonCodes.IntervalDue)]
    [InlineData(ReasonCodes.MinimumOwed)]
    public void House_templates_need_only_a_given_name(string code)
    {
        var message = TemplateSet.English("Wool & Co").Render(new Reason(code), Anna).Message;
        Assert.NotNull(message);
        Assert.Contains("Anna", message.Subject, StringComparison.Ordinal);
        Assert.Contains("Wool & Co", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', message.Text);
    }

    private static TemplateSet Set(string business, params string[] languages) =>
        languages.Aggregate(new TemplateSet("Wool & Co", business), (set, language) => set.With("test", language, new MessageTemplate(language, "x")));

    [Fact]
    public void Words_are_those_of_the_topic_or_none()
    {
        var boat = new Topic("boat");
        var set = TemplateSet.English("The yard").With(ProfileReasons.Due, boat, "en", new MessageTemplate("New boats", "Hello {{given-name}}"));
        var customer = new Customer { Id = "1", GivenName = "Ada" };
        Assert.Equal("New boats", set.Render(new Reason(ProfileReasons.Due, ReasonArgument.Of("topic", "boat")), customer).Message!.Subject);
        Assert.Equal("How are you, Ada?", set.Render(new Reason(ProfileReasons.Due), customer).Message!.Subject);
        var held = set.Render(new Reason(ProfileReasons.Due, ReasonArgument.Of("topic", "engine")), customer);
        Assert.Null(held.Message);
        Assert.Equal("held, because no template fits cadence.profile-due about engine", EnglishReasons.Render(held.HeldBecause!));
    }

    [Fact]
    public void House_has_words_for_all_attention_and_for_no_offer()
    {
        var customer = new Customer { Id = "1", GivenName = "Ada" };
        var house = TemplateSet.English("The shop");
        Assert.All(
            new[]
            {
                new Reason(OccasionReasons.ThankYou, ReasonArgument.Of("bought", new LocalDate(2026, 3, 1))),
                new Reason(OccasionReasons.Anniversary, ReasonArgument.Of("since", new LocalDate(2020, 3, 1))),
                new Reason(OccasionReasons.ServiceCheckBack, ReasonArgument.Of("bought", new LocalDate(2026, 3, 1))),
                new Reason(OccasionReasons.ComplaintCheckBack, ReasonArgument.Of("settled", new LocalDate(2026, 3, 1))),
                new Reason(OccasionReasons.HolidayCard, ReasonArgument.Of("holiday", "New Year")),
                new Reason(SurveyReasons.NetPromoter),
                new Reason(SurveyReasons.Satisfaction),
                new Reason(SurveyReasons.Effort),
                new Reason(WarmthReasons.Due),
            },
            reason => Assert.EndsWith("we will not write again.", house.Render(reason, customer).Message!.Text, StringComparison.Ordinal));
        Assert.Null(house.Render(new Reason(OccasionReasons.SeasonalOffer), customer).Message);
        Assert.Null(house.Render(new Reason(OccasionReasons.Replenishment), customer).Message);
    }
}
