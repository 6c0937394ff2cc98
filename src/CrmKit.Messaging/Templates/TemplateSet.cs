namespace CrmKit.Messaging;

/// <summary>Templates by reason and language: the customer's language first, then the business's.</summary>
/// <remarks>
/// Names that a template may use: <c>given-name</c>, <c>name</c>, <c>business</c>, and every argument of the reason under its own name.
/// Immutable and thread-safe.
/// </remarks>
public sealed class TemplateSet : ITemplateRenderer
{
    private readonly ImmutableDictionary<(string Reason, string Language), MessageTemplate> _templates;
    private readonly string _business;
    private readonly string _language;

    /// <summary>Creates an empty set.</summary>
    /// <param name="business">The name of the business, for <c>{{business}}</c>.</param>
    /// <param name="language">The business's language, a BCP 47 tag such as <c>en</c>.</param>
    public TemplateSet(string business, string language)
        : this(business, language, ImmutableDictionary<(string, string), MessageTemplate>.Empty)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(business);
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
    }

    private TemplateSet(string business, string language, ImmutableDictionary<(string Reason, string Language), MessageTemplate> templates)
    {
        _business = business;
        _language = language;
        _templates = templates;
    }

    /// <summary>The house's English templates for <see cref="ReasonCodes.IntervalDue"/>, <see cref="ReasonCodes.Birthday"/> and <see cref="ReasonCodes.MinimumOwed"/>.</summary>
    /// <param name="business">The name of the business.</param>
    public static TemplateSet English(string business) => new TemplateSet(business, "en")
        .With(ReasonCodes.IntervalDue, "en", new MessageTemplate(
            "It has been a while, {{given-name}}",
            """
            Hello {{given-name}},

            it has been a while since you were last with us, and we would like to know how you are getting on.
            If there is anything we can do for you, just answer this message: a person reads it.

            Kind regards
            {{business}}

            If you would rather not hear from us, answer with the word "stop" and we will not write again.
            """))
        .With(ReasonCodes.Birthday, "en", new MessageTemplate(
            "Happy birthday, {{given-name}}",
            """
            Dear {{given-name}},

            all of us at {{business}} wish you a happy birthday and a good year.

            If you would rather not hear from us, answer with the word "stop" and we will not write again.
            """))
        .With(ReasonCodes.MinimumOwed, "en", new MessageTemplate(
            "How are you, {{given-name}}?",
            """
            Hello {{given-name}},

            we have nothing to sell you today: we would only like to know that you are well, and whether there is anything we can do for you.
            Just answer this message: a person reads it.

            Kind regards
            {{business}}

            If you would rather not hear from us, answer with the word "stop" and we will not write again.
            """));

    /// <summary>The same set with one template more, or another in its place.</summary>
    /// <param name="reasonCode">The code of the reason.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="template">The template.</param>
    public TemplateSet With(string reasonCode, string language, MessageTemplate template)
    {
        ArgumentException.ThrowIfNullOrEmpty(reasonCode);
        ArgumentException.ThrowIfNullOrEmpty(language);
        ArgumentNullException.ThrowIfNull(template);
        return new TemplateSet(_business, _language, _templates.SetItem((reasonCode, language.ToLowerInvariant()), template));
    }

    /// <inheritdoc/>
    public RenderResult Render(Reason reason, Customer customer)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(customer);
        if (Find(reason.Code, customer.Language) is not { } template)
        {
            return RenderResult.Held(new Reason(ReasonCodes.MissingTemplate, ReasonArgument.Of("reason", reason.Code)));
        }

        return template.Fill(name => Value(name, reason, customer), out var missing) is { } message
            ? RenderResult.Rendered(message)
            : RenderResult.Held(new Reason(ReasonCodes.MissingValue, ReasonArgument.Of("missing", string.Join(", ", missing))));
    }

    private MessageTemplate? Find(string reasonCode, string? language)
    {
        // de-AT falls back to de, then to the business's language, which falls back the same way.
        foreach (var wanted in new[] { language, _language })
        {
            for (var tag = wanted?.ToLowerInvariant(); !string.IsNullOrEmpty(tag); tag = Parent(tag))
            {
                if (_templates.TryGetValue((reasonCode, tag), out var found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static string Parent(string tag) => tag.LastIndexOf('-') is var dash and > 0 ? tag[..dash] : string.Empty;

    private string? Value(string name, Reason reason, Customer customer) => name switch
    {
        "given-name" => customer.GivenName,
        "name" => customer.Name,
        "business" => _business,
        _ => reason[name],
    };
}
