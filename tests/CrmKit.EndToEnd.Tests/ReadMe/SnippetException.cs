namespace CrmKit.EndToEnd.Tests;

/// <summary>A snippet does not compile, fails, or prints something else than its page says.</summary>
internal sealed class SnippetException : Exception
{
    public SnippetException(string message)
        : base(message)
    {
    }

    public SnippetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
