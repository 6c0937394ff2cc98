namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>Tests that look at what one server recorded do not run beside each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneSmtpServer
{
    public const string Name = "SMTP server";
}
