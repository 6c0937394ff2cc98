using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class OptInRequestTests
{
    private static readonly Instant Asked = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Instant TooLate = Asked + Duration.FromDays(3);
    private static readonly OptInToken Token = OptInToken.Create(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private enum Act
    {
        Look,
        Confirm,
        Refuse,
        RefuseElsewhere,
        Agree,
    }

    /// <summary>What happens to a request: acts with the hours between them.</summary>
    private static readonly Gen<ImmutableArray<(Act Act, int Hours)>> Lives =
        Generated.UpTo(12, from act in Gen.Elements(Enum.GetValues<Act>()) from hours in Gen.Choose(0, 20) select (act, hours));

    [Fact]
    public void Every_life_ends_as_the_rules_say_and_gives_at_most_one_agreement() => Law.Holds(Lives, life =>
    {
        var (request, ledger, at) = (Request(), new List<RecordedConsent>(), Asked);
        var (isConfirmed, isRefused, agreements) = (false, false, 0);
        foreach (var (act, hours) in life)
        {
            at += Duration.FromHours(hours);
            var expected = isConfirmed ? OptInState.Confirmed : isRefused ? OptInState.Withdrawn : at < TooLate ? OptInState.Requested : OptInState.Expired;
            Assert.Equal(expected, request.StateAt(at, new ConsentLedger(ledger)));
            if (act == Act.Confirm)
            {
                var (next, agreement) = request.Confirm(at, new ConsentLedger(ledger));
                Assert.Equal(expected == OptInState.Requested, agreement is not null);
                Assert.Equal(agreement is null ? request : request with { ConfirmedAt = at }, next);
                (request, isConfirmed, agreements) = (next, isConfirmed || agreement is not null, agreements + (agreement is null ? 0 : 1));
            }
            else if (act is Act.Refuse or Act.RefuseElsewhere or Act.Agree)
            {
                ledger.Add(Said(act, at));
                isRefused |= act == Act.Refuse;
            }
        }

        Assert.InRange(agreements, 0, 1);
    }, tests: 2000);

    // A mail scanner that follows every link looks, and looks again: the life is the same without it.
    [Fact]
    public void Looking_any_number_of_times_changes_nothing() => Law.Holds(
        from life in Lives
        from looks in Gen.Choose(0, 5)
        select (life, looks),
        given =>
        {
            var watched = given.life.SelectMany(step => Enumerable.Repeat((Act.Look, 0), given.looks).Append(step));
            Assert.Equal(Outcome(given.life.Where(step => step.Act != Act.Look || step.Hours > 0)), Outcome(watched));
        }, tests: 500);

    [Fact]
    public void Agreement_holds_everything_that_was_asked_for_and_lifts_an_earlier_objection()
    {
        var (request, agreement) = Request().Confirm(Asked + Duration.FromHours(1), ConsentLedger.Empty);
        Assert.Equal(Asked + Duration.FromHours(1), request.ConfirmedAt);
        Assert.Equal(
            new ConsentEntry("7", Known.Email, Purpose.Marketing, ConsentState.OptIn, Asked + Duration.FromHours(1), "web form")
            {
                Topic = new Topic("spring"),
                Wording = "newsletter-3",
                Evidence = new ConsentEvidence(EvidenceKind.Confirmed, $"opt-in {Token.Fingerprint[..16]}"),
            },
            agreement);
        Assert.True(agreement!.IsFreshOptIn);
        var ledger = new ConsentLedger([Known.Says(ConsentState.Objection), new RecordedConsent(agreement, agreement.OccurredAt)]);
        Assert.True(ledger.Decide(Known.Email, Purpose.Marketing, TooLate, new Topic("spring")).IsAllowed);
        Assert.False(ledger.Decide(Known.Email, Purpose.Marketing, TooLate).IsAllowed);
    }

    [Fact]
    public void Token_counts_until_it_expires_and_not_at_that_instant()
    {
        Assert.NotNull(Request().Confirm(TooLate - Duration.Epsilon, ConsentLedger.Empty).Agreement);
        Assert.Null(Request().Confirm(TooLate, ConsentLedger.Empty).Agreement);
        var endless = Request() with { ExpiresAt = Instant.MaxValue };
        Assert.Equal(OptInState.Requested, endless.StateAt(Asked + OptInRequest.LongestLife - Duration.Epsilon, ConsentLedger.Empty));
        Assert.Equal(OptInState.Expired, endless.StateAt(Asked + OptInRequest.LongestLife, ConsentLedger.Empty));
    }

    [Fact]
    public void Refusal_before_the_request_does_not_void_it_and_one_of_another_topic_neither()
    {
        Assert.Equal(OptInState.Requested, State(Known.Says(ConsentState.Objection)));
        Assert.Equal(OptInState.Requested, State(OfTopic("hanover")));
        Assert.Equal(OptInState.Withdrawn, State(OfTopic("spring")));
        Assert.Equal(OptInState.Withdrawn, State(Known.Says(ConsentState.Objection, purpose: Purpose.Greetings, at: Asked)));
        Assert.Equal(OptInState.Withdrawn, State(Known.Says(ConsentState.OptOut, ContactPoint.Parse(Channel.Email, "ANNA@example.com"), at: Asked)));

        static OptInState State(RecordedConsent said) => Request().StateAt(Asked + Duration.FromHours(2), new ConsentLedger([said]));

        static RecordedConsent OfTopic(string topic)
        {
            var said = Known.Says(ConsentState.OptOut, at: Asked + Duration.FromHours(1));
            return said with { Entry = said.Entry with { Topic = new Topic(topic) } };
        }
    }

    [Fact]
    public void Fingerprint_of_another_form_is_refused() => Assert.Throws<ArgumentException>(() => Request() with { Fingerprint = "abc" });

    [Fact]
    public void Token_comes_back_from_its_text_and_shows_itself_nowhere() => Law.Holds(Gen.Choose(0, 255).ListOf(32).Select(bytes => bytes.Select(value => (byte)value).ToArray()), bytes =>
    {
        var token = OptInToken.Create(bytes);
        Assert.True(OptInToken.TryParse(token.Text, out var back));
        Assert.Equal(token, back);
        Assert.Equal(43, token.Text.Length);
        Assert.All(token.Text, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
        Assert.DoesNotContain(token.Text[..8], $"{token}{token.Fingerprint}", StringComparison.Ordinal);
        Assert.Equal(64, token.Fingerprint.Length);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh ")]
    public void Text_of_another_form_is_no_token(string? text)
    {
        Assert.False(OptInToken.TryParse(text, out var token));
        Assert.Throws<InvalidOperationException>(() => token.Text);
    }

    // 43 characters hold two bits more than 32 bytes: of the four spellings that decode alike, one alone is a token.
    [Fact]
    public void Token_has_one_spelling()
    {
        var spellings = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(last => OptInToken.TryParse(Token.Text[..42] + last, out _));
        Assert.Equal(16, spellings.Count());
        Assert.Throws<ArgumentException>(() => OptInToken.Create(new byte[31]));
    }

    private static string Outcome(IEnumerable<(Act Act, int Hours)> life)
    {
        var (request, ledger, at, told) = (Request(), new List<RecordedConsent>(), Asked, new List<string>());
        foreach (var (act, hours) in life)
        {
            at += Duration.FromHours(hours);
            if (act == Act.Look)
            {
                _ = request.StateAt(at, new ConsentLedger(ledger));
            }
            else if (act == Act.Confirm)
            {
                (request, var agreement) = request.Confirm(at, new ConsentLedger(ledger));
                told.Add($"{agreement?.OccurredAt}");
            }
            else
            {
                ledger.Add(Said(act, at));
            }
        }

        return string.Join(';', told.Append($"{request.ConfirmedAt}"));
    }

    private static RecordedConsent Said(Act act, Instant at) => act switch
    {
        Act.Refuse => Known.Says(ConsentState.OptOut, at: at),
        Act.RefuseElsewhere => Known.Says(ConsentState.Objection, Known.Mobile, at: at),
        _ => Known.Says(ConsentState.OptIn, at: at),
    };

    private static OptInRequest Request() => new()
    {
        Fingerprint = Token.Fingerprint,
        Customer = "7",
        Point = Known.Email,
        Purpose = Purpose.Marketing,
        Topic = new Topic("spring"),
        Wording = "newsletter-3",
        Source = "web form",
        RequestedAt = Asked,
        ExpiresAt = TooLate,
    };
}
