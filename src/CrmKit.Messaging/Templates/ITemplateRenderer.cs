namespace CrmKit.Messaging;

/// <summary>Turns a reason into the words of one message.</summary>
/// <remarks>Thread-safe and pure. An exception holds the touch back and is logged without its message; a missing value is no exception but a <see cref="RenderResult.Held"/>.</remarks>
public interface ITemplateRenderer
{
    /// <summary>Renders.</summary>
    /// <param name="reason">Why the person is contacted.</param>
    /// <param name="customer">The person.</param>
    RenderResult Render(Reason reason, Customer customer);
}
