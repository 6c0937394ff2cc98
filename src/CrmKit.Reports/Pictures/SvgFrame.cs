namespace CrmKit.Reports;

/// <summary>The outside of a picture.</summary>
/// <param name="Width">Width of the view box.</param>
/// <param name="Height">Height of the view box.</param>
/// <param name="IdPrefix">What its element ids begin with, unique on the page.</param>
internal readonly record struct SvgFrame(double Width, double Height, string IdPrefix);
