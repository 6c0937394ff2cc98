using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrmKit.Scheduling;

/// <summary>The customers, read into buffers that are used again for each.</summary>
internal sealed partial class ContactProblemReader
{
    private const int TouchFields = 9;
    private readonly List<FixedContact> _history = [];
    private readonly List<FixedContact> _commitments = [];
    private readonly List<PossibleTouch> _touches = [];
    private readonly List<int> _rates = [];
    private long[] _blocked = [];

    private enum CustomerField
    {
        Id,
        Staff,
        Hist,
        Commit,
        Blocked,
        Touches,
        Other,
    }

    private void ReadCustomers(ref JsonTokens tokens)
    {
        Begin(ref tokens, JsonTokenType.StartArray, "customers", "a list of customers");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            _customer = _builder.Count;
            if (_builder.Count % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            ReadCustomer(ref tokens);
            _customer = null;
        }
    }

    private void ReadCustomer(ref JsonTokens tokens)
    {
        Begin(ref tokens, JsonTokenType.StartObject, "(all)", "an object");
        long id = 0, staff = 0;
        var seen = 0;
        while (Next(ref tokens, JsonTokenType.EndObject))
        {
            var field = FieldOf(ref tokens);
            tokens.Read();
            if (field == CustomerField.Other)
            {
                tokens.PassOver();
                continue;
            }

            if ((seen & (1 << (int)field)) != 0)
            {
                throw Fault(NameOf(field), "the field once");
            }

            seen |= 1 << (int)field;
            switch (field)
            {
                case CustomerField.Id: id = Integer(ref tokens, "id"); break;
                case CustomerField.Staff: staff = Integer(ref tokens, "staff"); break;
                case CustomerField.Hist: ReadContacts(ref tokens, "hist", _history); break;
                case CustomerField.Commit: ReadContacts(ref tokens, "commit", _commitments); break;
                case CustomerField.Blocked: _blocked = [.. Integers(ref tokens, "blocked")]; break;
                default: ReadTouches(ref tokens); break;
            }
        }

        for (var field = CustomerField.Id; field < CustomerField.Other; field++)
        {
            if ((seen & (1 << (int)field)) == 0)
            {
                throw Missing(NameOf(field));
            }
        }

        if (_blocked.Length is not (0 or 2))
        {
            throw Fault("blocked", "nothing, or a first and a last day inside the horizon");
        }

        (int, int)? blocked = _blocked.Length == 0 ? null : (Int(_blocked[0]), Int(_blocked[1]));
        _builder.Add(
            id, Int(staff), CollectionsMarshal.AsSpan(_history), CollectionsMarshal.AsSpan(_commitments), blocked, CollectionsMarshal.AsSpan(_touches), CollectionsMarshal.AsSpan(_rates));
    }

    private static CustomerField FieldOf(ref JsonTokens tokens) =>
        tokens.Is("id"u8) ? CustomerField.Id
        : tokens.Is("staff"u8) ? CustomerField.Staff
        : tokens.Is("hist"u8) ? CustomerField.Hist
        : tokens.Is("commit"u8) ? CustomerField.Commit
        : tokens.Is("blocked"u8) ? CustomerField.Blocked
        : tokens.Is("touches"u8) ? CustomerField.Touches
        : CustomerField.Other;

    private static string NameOf(CustomerField field) => field switch
    {
        CustomerField.Id => "id",
        CustomerField.Staff => "staff",
        CustomerField.Hist => "hist",
        CustomerField.Commit => "commit",
        CustomerField.Blocked => "blocked",
        _ => "touches",
    };

    private void ReadContacts(ref JsonTokens tokens, string field, List<FixedContact> contacts)
    {
        const string Shape = "[day, channel, kind] or [day, channel, kind, reason]";
        contacts.Clear();
        Begin(ref tokens, JsonTokenType.StartArray, field, "a list of contacts");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            if (tokens.Type != JsonTokenType.StartArray)
            {
                throw Fault(At(field, contacts.Count), Shape);
            }

            tokens.Read();
            var day = Element(ref tokens, field, contacts.Count, "day");
            tokens.Read();
            var channel = Element(ref tokens, field, contacts.Count, "channel");
            tokens.Read();
            var kind = Kind(ref tokens) ?? throw Fault(At(field, contacts.Count) + ".kind", TermsChecks.KindNames);
            if (!tokens.Read() || tokens.Type == JsonTokenType.EndArray)
            {
                contacts.Add(new FixedContact(day, channel, kind));
                continue;
            }

            // A reason is only told where a cap asks for it.
            var reason = Element(ref tokens, field, contacts.Count, "reason");
            End(ref tokens, field, contacts.Count, Shape);
            contacts.Add(new FixedContact(day, channel, kind, reason));
        }
    }

    private void ReadTouches(ref JsonTokens tokens)
    {
        const string Shape = "[reason, first, last, peak, base, slope, [rate by channel], call minutes, work minutes]";
        _touches.Clear();
        _rates.Clear();
        Span<int> numbers = stackalloc int[TouchFields];
        Begin(ref tokens, JsonTokenType.StartArray, "touches", "a list of touches");
        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            if (tokens.Type != JsonTokenType.StartArray)
            {
                throw Fault(At("touches", _touches.Count), Shape);
            }

            for (var i = 0; i < TouchFields; i++)
            {
                tokens.Read();
                if (i == 6)
                {
                    ReadRates(ref tokens);
                }
                else
                {
                    numbers[i] = Element(ref tokens, "touches", _touches.Count, TouchField(i));
                }
            }

            End(ref tokens, "touches", _touches.Count, Shape);
            _touches.Add(new PossibleTouch(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[7], numbers[8]));
        }
    }

    private void ReadRates(ref JsonTokens tokens)
    {
        if (tokens.Type != JsonTokenType.StartArray)
        {
            throw Fault(At("touches", _touches.Count) + ".m", "a list of rates, one a channel");
        }

        while (Next(ref tokens, JsonTokenType.EndArray))
        {
            _rates.Add(Element(ref tokens, "touches", _touches.Count, "m"));
        }

        if (_builder.Channels is var channels and >= 0 && _rates.Count != (_touches.Count + 1) * channels)
        {
            throw Fault(At("touches", _touches.Count) + ".m", "a list of rates, one a channel");
        }
    }

    private static string TouchField(int index) => index switch
    {
        0 => "reason",
        1 => "first",
        2 => "last",
        3 => "peak",
        4 => "base",
        5 => "slope",
        7 => "call_minutes",
        _ => "work_minutes",
    };

    private int Element(ref JsonTokens tokens, string list, int index, string field) =>
        tokens.TryInteger(out var value) ? Int(value) : throw Fault($"{At(list, index)}.{field}", "an integer");

    private void End(ref JsonTokens tokens, string list, int index, string shape)
    {
        if (!tokens.Read() || tokens.Type != JsonTokenType.EndArray)
        {
            throw Fault(At(list, index), shape);
        }
    }
}
