using CrmKit.Messaging;

namespace CrmKit.Adapters.Tests.Messaging;

/// <summary>A valid message from which examples depart.</summary>
internal static class SampleMessage
{
    public static OutgoingMessage Create(string subject = "Hello", string text = "Good morning.\n", string? name = "Anna Meier", string email = "anna@example.com") => new()
    { Class = TouchClass.Relationship, Purpose = Purpose.Greetings,
        Id = "0123456789abcdef0123456789abcdef",
        To = ContactPoint.Parse(Channel.Email, email),
        ToName = name,
        Text = new MessageText(subject, text),
        Date = new LocalDateTime(2026, 3, 9, 8, 5, 7).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Kolkata"]),
    };
}
