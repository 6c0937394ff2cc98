namespace CrmKit.Reports;

/// <summary>How a picture is drawn.</summary>
public sealed record PlotOptions
{
    /// <summary>The heading in the picture and its name for a screen reader; <c>null</c> for the picture's own. Up to about 40 characters fit.</summary>
    public string? Title { get; init; }

    /// <summary>What the picture's element ids begin with: a letter, then letters, digits or hyphens (ASCII). Give each picture of a page its own; <c>null</c> for the picture's own.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Width of the view box in its own unit, 360 to 2000. Default 480; the picture takes the width of what holds it.</summary>
    public int Width { get; init; } = 480;

    /// <summary>Height of the view box in the same unit, 240 to 2000. Default 340.</summary>
    public int Height { get; init; } = 340;

    internal static (string Title, SvgFrame Frame) Checked(PlotOptions? options, string title, string idPrefix)
    {
        options ??= new PlotOptions();
        var prefix = options.IdPrefix ?? idPrefix;
        if (prefix.Length == 0 || !char.IsAsciiLetter(prefix[0]) || !prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"An id prefix is an ASCII letter, then ASCII letters, digits or hyphens; it is \"{prefix}\".", nameof(options));
        }

        if (options.Width is < 360 or > 2000 || options.Height is < 240 or > 2000)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A picture is 360 to 2000 wide and 240 to 2000 high; it is {options.Width} and {options.Height}."),
                nameof(options));
        }

        return (options.Title ?? title, new SvgFrame(options.Width, options.Height, prefix));
    }
}
