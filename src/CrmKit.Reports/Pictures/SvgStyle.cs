namespace CrmKit.Reports;

/// <summary>The one style of all pictures, light and dark.</summary>
internal static class SvgStyle
{
    /// <summary>
    /// Blue and vermilion are told apart with every common colour blindness (Okabe and Ito 2008), and the lines differ by dash besides.
    /// Dark applies to screens alone, so that print stays black on white. Letters are larger, in the picture's own unit, where the screen
    /// is small: the picture shrinks with the screen and they must not.
    /// </summary>
    public const string Css = """

        .crmkit-plot { --plot-surface: #ffffff; --plot-ink: #1c2430; --plot-muted: #586173; --plot-grid: #e2e5ea; --plot-tint: #f3f5f8; --plot-first: #0072b2; --plot-second: #c44f00; --plot-third: #009e73; --plot-fourth: #8a5a83; display: block; width: 100%; height: auto; }
        @media screen and (prefers-color-scheme: dark) { .crmkit-plot { --plot-surface: #1a2029; --plot-ink: #e8ecf2; --plot-muted: #a7b0bf; --plot-grid: #323b48; --plot-tint: #212936; --plot-first: #56b4e9; --plot-second: #f0a43a; --plot-third: #3fd0a4; --plot-fourth: #cc9ac5; } }
        .crmkit-plot text { font: 18px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; fill: var(--plot-ink); }
        .crmkit-plot .heading { font-weight: 600; }
        .crmkit-plot .quiet { fill: var(--plot-muted); }
        .crmkit-plot .before { text-anchor: end; }
        .crmkit-plot .middle { text-anchor: middle; }
        @media print, (min-width: 700px) { .crmkit-plot text { font-size: 13px; } }
        .crmkit-plot .surface { fill: var(--plot-surface); }
        .crmkit-plot .tint { fill: var(--plot-tint); }
        .crmkit-plot .grid { stroke: var(--plot-grid); stroke-width: 1; }
        .crmkit-plot .axis { stroke: var(--plot-muted); stroke-width: 1; }
        .crmkit-plot .boundary { stroke: var(--plot-ink); stroke-width: 1.25; stroke-dasharray: 1.5 3; }
        .crmkit-plot .first, .crmkit-plot .second, .crmkit-plot .third, .crmkit-plot .fourth { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: butt; }
        .crmkit-plot .first { stroke: var(--plot-first); }
        .crmkit-plot .second { stroke: var(--plot-second); stroke-dasharray: 8 5; }
        .crmkit-plot .third { stroke: var(--plot-third); stroke-dasharray: 2 4; }
        .crmkit-plot .fourth { stroke: var(--plot-fourth); stroke-dasharray: 12 4 2 4; }
        .crmkit-plot .first-band { fill: var(--plot-first); fill-opacity: .14; }
        .crmkit-plot .second-band { fill: var(--plot-second); fill-opacity: .14; }
        .crmkit-plot .gain { fill: var(--plot-first); fill-opacity: .45; }
        .crmkit-plot .loss { fill: var(--plot-second); fill-opacity: .75; }
        .crmkit-plot .column, .crmkit-plot .heat { fill: var(--plot-first); }
        .crmkit-plot .column { fill-opacity: .75; }
        .crmkit-plot .mark { stroke: var(--plot-second); stroke-width: 3; }
        .crmkit-plot text.on-dark { fill: var(--plot-surface); }
        .crmkit-plot .heat-0 { fill-opacity: .04; }
        .crmkit-plot .heat-1 { fill-opacity: .1; }
        .crmkit-plot .heat-2 { fill-opacity: .2; }
        .crmkit-plot .heat-3 { fill-opacity: .3; }
        .crmkit-plot .heat-4 { fill-opacity: .4; }
        .crmkit-plot .heat-5 { fill-opacity: .5; }
        .crmkit-plot .heat-6 { fill-opacity: .6; }
        .crmkit-plot .heat-7 { fill-opacity: .7; }
        .crmkit-plot .heat-8 { fill-opacity: .8; }
        .crmkit-plot .heat-9 { fill-opacity: .9; }
        .crmkit-plot .heat-10 { fill-opacity: 1; }

        """;
}
