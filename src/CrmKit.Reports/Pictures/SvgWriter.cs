namespace CrmKit.Reports;

/// <summary>Draws shapes with two-decimal coordinates. A picture names and describes itself for a screen reader and holds no script.</summary>
internal sealed class SvgWriter
{
    private readonly MarkupWriter _markup = new();

    public SvgWriter(SvgFrame frame, string title, string description)
    {
        var (titleId, descriptionId) = ($"{frame.IdPrefix}-title", $"{frame.IdPrefix}-desc");
        _markup.OpenInline(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", $"0 0 {Number(frame.Width)} {Number(frame.Height)}"),
            ("class", "crmkit-plot"),
            ("role", "img"),
            ("lang", "en"),
            ("aria-labelledby", titleId),
            ("aria-describedby", descriptionId));
        _markup.Element("title", title, ("id", titleId)).Element("desc", description, ("id", descriptionId));
        _markup.Open("style").Raw(SvgStyle.Css).Close();
        Rectangle("surface", 0, 0, frame.Width, frame.Height);
    }

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        _markup.Empty("line", ("class", style), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));

    public void Rectangle(string style, double x, double y, double width, double height) =>
        _markup.Empty("rect", ("class", style), ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)));

    public void Polyline(string style, IEnumerable<(double X, double Y)> points) =>
        _markup.Empty("polyline", ("class", style), ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))));

    public void Polygon(string style, IEnumerable<(double X, double Y)> points) =>
        _markup.Empty("polygon", ("class", style), ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))));

    public void Text(string style, double x, double y, string text) =>
        _markup.Element("text", text, ("class", style), ("x", Number(x)), ("y", Number(y)));

    /// <summary>Ends the picture and gives its text.</summary>
    public string Finish() => _markup.Raw("\n").Close().ToString();

    /// <summary>Two decimals, a hundredth of a pixel; adding zero turns the negative zero that rounding leaves into zero.</summary>
    private static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
}
