using System.Text;

namespace CrmKit.Reports;

/// <summary>Writes markup that reads the same as HTML and as XML: every element is closed, every attribute quoted, every text encoded.</summary>
/// <remarks>Names come from this project alone and are written as they are; texts and values may be anybody's. Not thread-safe.</remarks>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element on a line of its own.</summary>
    public MarkupWriter Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('\n');
        return OpenInline(element, attributes);
    }

    /// <summary>Opens an element within a line of text.</summary>
    public MarkupWriter OpenInline(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        StartTag(element, attributes);
        _text.Append('>');
        _open.Push(element);
        return this;
    }

    /// <summary>Closes the element opened last.</summary>
    public MarkupWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element on a line of its own that holds one text.</summary>
    public MarkupWriter Element(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        Open(element, attributes).Text(text).Close();

    /// <summary>An element within a line that holds one text.</summary>
    public MarkupWriter Inline(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        OpenInline(element, attributes).Text(text).Close();

    /// <summary>An element that can hold nothing: HTML's <c>meta</c>, SVG's shapes.</summary>
    public MarkupWriter Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('\n');
        StartTag(element, attributes);
        _text.Append(" />");
        return this;
    }

    /// <summary>Text, encoded.</summary>
    public MarkupWriter Text(string text)
    {
        MarkupText.Append(_text, text);
        return this;
    }

    /// <summary>Markup or style that this project has made itself, written as it is.</summary>
    public MarkupWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>What has been written.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public override string ToString() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"The element {_open.Peek()} is still open.");

    private void StartTag(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            _text.Append(' ').Append(name).Append("=\"");
            MarkupText.Append(_text, value);
            _text.Append('"');
        }
    }
}
