using CrmKit.Messaging;
using CrmKit.Messaging.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

public sealed class SmtpRegistrationTests
{
    [Fact]
    public void Sender_is_registered_once_beside_those_of_other_channels()
    {
        var services = new ServiceCollection();
        var options = new SmtpSenderOptions { Host = "localhost", From = "shop@example.com" };
        services.AddCrmKitSmtp(options).AddCrmKitSmtp(options);
        Assert.Single(services, service => service.ServiceType == typeof(IContactSender));
        Assert.Single(services, service => service.ServiceType == typeof(SmtpSender));
        Assert.Single(services, service => service.ServiceType == typeof(DeliveryIntake));
    }
}
