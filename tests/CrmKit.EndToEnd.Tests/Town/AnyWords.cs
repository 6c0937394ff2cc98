using CrmKit.Messaging;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>Words for every reason: the town is about whom and when, not about what.</summary>
internal sealed class AnyWords : ITemplateRenderer
{
    public RenderResult Render(Reason reason, Customer customer) => RenderResult.Rendered(new MessageText(reason.Code, EnglishReasons.Render(reason)));
}
