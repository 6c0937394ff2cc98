using System.Xml.Linq;

namespace CrmKit.Engines.Tests.Reports;

/// <summary>Reads rendered markup with the framework's own XML parser.</summary>
internal static class Markup
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    public static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    public static XElement Parse(string markup) => XDocument.Parse(markup, LoadOptions.PreserveWhitespace).Root!;

    public static string Class(this XElement element) => (string?)element.Attribute("class") ?? string.Empty;

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Runs under a culture whose digits, separators or calendar differ from the invariant ones.</summary>
    public static T Under<T>(string culture, Func<T> run)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            // On a host without culture data every culture is the invariant one, and the test would compare nothing.
            Assert.NotEqual((-1234.5).ToString("N1", CultureInfo.InvariantCulture), (-1234.5).ToString("N1"));
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
