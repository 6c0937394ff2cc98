namespace CrmKit.Tool;

/// <summary>What the demo made.</summary>
internal sealed record DemoOutput(
    string Today,
    int Customers,
    int Purchases,
    int ContactsToday,
    int Sent,
    int SentBefore,
    string Database,
    string Report,
    string Outbox,
    string AskAbout);
