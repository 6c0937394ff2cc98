namespace CrmKit.Reports;

/// <summary>How a tracking plot is drawn.</summary>
public sealed record TrackingPlotOptions
{
    /// <summary>The heading in the picture and its name for a screen reader. Default "Cumulative repeat purchases"; up to about 40 characters fit.</summary>
    public string Title { get; init; } = "Cumulative repeat purchases";

    /// <summary>What the picture's element ids begin with: a letter, then letters, digits or hyphens (ASCII). Give each picture of a page its own. Default "tracking".</summary>
    public string IdPrefix { get; init; } = "tracking";

    /// <summary>Width of the view box in its own unit, 360 to 2000. Default 480; the picture takes the width of what holds it.</summary>
    public int Width { get; init; } = 480;

    /// <summary>Height of the view box in the same unit, 240 to 2000. Default 340.</summary>
    public int Height { get; init; } = 340;

    internal static void Check(TrackingPlotOptions options)
    {
        if (options.Title is null)
        {
            throw new ArgumentException("The title of a tracking plot is a text, empty at least.", nameof(options));
        }

        if (options.IdPrefix is not { Length: > 0 } prefix || !char.IsAsciiLetter(prefix[0]) || !prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"An id prefix is an ASCII letter, then ASCII letters, digits or hyphens; it is \"{options.IdPrefix}\".", nameof(options));
        }

        if (options.Width is < 360 or > 2000 || options.Height is < 240 or > 2000)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A tracking plot is 360 to 2000 wide and 240 to 2000 high; it is {options.Width} and {options.Height}."),
                nameof(options));
        }
    }
}
