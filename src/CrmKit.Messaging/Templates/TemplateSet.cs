namespace CrmKit.Messaging;

/// <summary>Templates by reason and language: the customer's language first, then the business's.</summary>
/// <remarks>
/// A reason that names a topic takes the words for that topic. Names that a template may use: <c>given-name</c>, <c>name</c>, <c>business</c>, and every argument of the reason under its own name.
/// Immutable and thread-safe.
/// </remarks>
public sealed class TemplateSet : ITemplateRenderer
{
    private readonly ImmutableDictionary<(string Reason, string? Topic, string Language), MessageTemplate> _templates;
    private readonly string _business;
    private readonly string _language;

    /// <summary>Creates an empty set.</summary>
    /// <param name="business">The name of the business, for <c>{{business}}</c>.</param>
    /// <param name="language">The business's language, a BCP 47 tag such as <c>en</c>.</param>
    public TemplateSet(string business, string language)
        : this(business, language, ImmutableDictionary<(string, string?, string), MessageTemplate>.Empty)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(business);
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
    }

    private TemplateSet(string business, string language, ImmutableDictionary<(string Reason, string? Topic, string Language), MessageTemplate> templates)
    {
        _business = business;
        _language = language;
        _templates = templates;
    }

    /// <summary>The house's English templates, for what needs no words of the business's own: regular contact, birthdays, thanks, anniversaries, questions how it went, cards, caring contact.</summary>
    /// <remarks>Offers and news have none: what there is to say is the business's to write, and until then such a contact is held.</remarks>
    /// <param name="business">The name of the business.</param>
    public static TemplateSet English(string business) =>
        EnglishTemplates.All.Aggregate(new TemplateSet(business, "en"), (set, template) => set.With(template.Reason, "en", template.Template));

    /// <summary>The same set with one template more, or another in its place.</summary>
    /// <param name="reasonCode">The code of the reason.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="template">The template.</param>
    public TemplateSet With(string reasonCode, string language, MessageTemplate template)
    {
        ArgumentException.ThrowIfNullOrEmpty(reasonCode);
        ArgumentException.ThrowIfNullOrEmpty(language);
        ArgumentNullException.ThrowIfNull(template);
        return new TemplateSet(_business, _language, _templates.SetItem((reasonCode, Topic: null, language.ToLowerInvariant()), template));
    }

    /// <summary>The same set with one template more, or another in its place, for contacts of a reason that are about a topic.</summary>
    /// <param name="reasonCode">The code of the reason.</param>
    /// <param name="topic">The topic, as the reason's argument <c>topic</c> names it.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="template">The template.</param>
    public TemplateSet With(string reasonCode, Topic topic, string language, MessageTemplate template)
    {
        ArgumentException.ThrowIfNullOrEmpty(reasonCode);
        ArgumentException.ThrowIfNullOrEmpty(language);
        ArgumentNullException.ThrowIfNull(template);
        return new TemplateSet(_business, _language, _templates.SetItem((reasonCode, topic.Code, language.ToLowerInvariant()), template));
    }

    /// <inheritdoc/>
    public RenderResult Render(Reason reason, Customer customer)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(customer);
        var topic = reason["topic"];
        if (Find(reason.Code, topic, customer.Language) is not { } template)
        {
            var about = topic is null ? reason.Code : $"{reason.Code} about {topic}";
            return RenderResult.Held(new Reason(ReasonCodes.MissingTemplate, ReasonArgument.Of("reason", about)));
        }

        return template.Fill(name => Value(name, reason, customer), out var missing) is { } message
            ? RenderResult.Rendered(message)
            : RenderResult.Held(new Reason(ReasonCodes.MissingValue, ReasonArgument.Of("missing", string.Join(", ", missing))));
    }

    // Words for another topic, or for none, would not be about what was planned.
    private MessageTemplate? Find(string reasonCode, string? topic, string? language)
    {
        // de-AT falls back to de, then to the business's language, which falls back the same way.
        foreach (var wanted in new[] { language, _language })
        {
            for (var tag = wanted?.ToLowerInvariant(); !string.IsNullOrEmpty(tag); tag = Parent(tag))
            {
                if (_templates.TryGetValue((reasonCode, topic, tag), out var found))
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
