using System.CommandLine;

namespace CrmKit.Tool;

/// <summary>What a customer said just now, told at the shell.</summary>
internal sealed class StatementOptions
{
    private readonly Option<string?> _say = new("--say") { HelpName = "WHAT", Description = "Record that the customer said opt-in, opt-out, or objection (no contact at all but service)." };
    private readonly Option<string> _purpose = new("--purpose") { HelpName = "CODE", DefaultValueFactory = _ => Purpose.Marketing.Code, Description = "What for: marketing, greetings, or a code of your own." };
    private readonly Option<string?> _topic = new("--topic") { HelpName = "CODE", Description = "About which topic; left out, all of the purpose." };
    private readonly Option<string?> _point = new("--point") { HelpName = "CHANNEL:ADDRESS", Description = "At which address, for example email:name@example.com; left out, every one of the customer's." };
    private readonly Option<string?> _evidence = new("--evidence") { HelpName = "KIND:REFERENCE", Description = "What proves an opt-in: document:REFERENCE or recording:REFERENCE. Only a proven one counts after an objection." };
    private readonly Option<string?> _wording = new("--wording") { HelpName = "VERSION", Description = "Which version of the words the customer saw." };
    private readonly Option<string> _source = new("--source") { HelpName = "TEXT", DefaultValueFactory = _ => "told to staff", Description = "Where it was said." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _say, _purpose, _topic, _point, _evidence, _wording, _source })
        {
            command.Options.Add(option);
        }
    }

    public bool IsGiven(ParseResult parsed)
    {
        var isGiven = parsed.GetValue(_say) is not null;
        if (!isGiven && new Option[] { _purpose, _topic, _point, _evidence, _wording, _source }.Any(option => parsed.GetResult(option) is { Implicit: false }))
        {
            throw new UsageException("--say: tell what was said: opt-in, opt-out or objection.");
        }

        return isGiven;
    }

    public ImmutableArray<ConsentEntry> Read(ParseResult parsed, CustomerId customer, Customer? person, Instant now)
    {
        var state = parsed.GetValue(_say) switch
        {
            "opt-in" => ConsentState.OptIn,
            "opt-out" => ConsentState.OptOut,
            "objection" => ConsentState.Objection,
            _ => throw new UsageException("--say: expected opt-in, opt-out or objection."),
        };
        var points = Points(parsed.GetValue(_point), person).ToList();
        var purpose = Checked(_purpose, () => new Purpose(parsed.GetRequiredValue(_purpose)));
        var topic = parsed.GetValue(_topic) is { } code ? Checked(_topic, () => new Topic(code)) : (Topic?)null;
        var evidence = Evidence(parsed.GetValue(_evidence));
        return
        [
            .. points.Select(point => Checked(_source, () => new ConsentEntry(customer, point, purpose, state, now, parsed.GetRequiredValue(_source)) { Topic = topic, Evidence = evidence })
                with { Wording = Checked(_wording, () => parsed.GetValue(_wording)) }),
        ];
    }

    private static IEnumerable<ContactPoint> Points(string? text, Customer? person)
    {
        if (text is null)
        {
            return person is { ContactPoints.IsEmpty: false }
                ? person.ContactPoints.Select(point => point.Point)
                : throw new UsageException("--point: the customer has no address; tell one, for example email:name@example.com.");
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !Enum.TryParse<Channel>(text[..colon], ignoreCase: true, out var channel) || !Enum.IsDefined(channel))
        {
            throw new UsageException("--point: expected a channel and an address, for example email:name@example.com or phone:+49 30 1234567.");
        }

        var isPoint = ContactPoint.TryParse(channel, text[(colon + 1)..], out var point);
        if (isPoint && person?.ContactPoints.Any(known => known.Point.Reaches(point)) != true)
        {
            throw new UsageException("--point: the customer has no such address, so that what is said of it would keep nobody from the others; 'crmkit people' shows the customer's.");
        }

        return isPoint ? [point] : throw new UsageException($"--point: expected {ContactPoint.Expected(channel)}.");
    }

    private ConsentEvidence Evidence(string? text)
    {
        if (text is null)
        {
            return ConsentEvidence.Reported;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        EvidenceKind? kind = (colon < 0 ? text : text[..colon]) switch
        {
            "document" => EvidenceKind.Document,
            "recording" => EvidenceKind.Recording,
            _ => null,
        };
        return kind is { } known && colon > 0 && colon < text.Length - 1
            ? Checked(_evidence, () => new ConsentEvidence(known, text[(colon + 1)..]))
            : throw new UsageException("--evidence: expected document:REFERENCE or recording:REFERENCE, for example document:card-17.");
    }

    private static T Checked<T>(Option option, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of(option.Name, error);
        }
    }
}
