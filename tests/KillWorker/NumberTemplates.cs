using CrmKit.Messaging;

namespace CrmKit.KillWorker;

/// <summary>Words that say the number of the message, which its reason carries.</summary>
internal sealed class NumberTemplates : ITemplateRenderer
{
    public RenderResult Render(Reason reason, Customer customer) => RenderResult.Rendered(new MessageText(reason["number"]!, reason["number"]!));
}
