namespace CrmKit.Reports;

/// <summary>The style of the report page.</summary>
internal static class ReportStyle
{
    /// <summary>Light by default and in print, dark where the screen asks for it. It holds no ampersand and no angle bracket, which HTML and XML read differently in a style.</summary>
    public const string Css = """

        :root { --page: #f4f5f2; --card: #ffffff; --ink: #1c2430; --muted: #586173; --rule: #e2e5ea; --accent: #0b6b5d; --soft: #e3f1ee; --warm: #fdf3dc; --warm-rule: #e0b04a; color-scheme: light; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --page: #11151b; --card: #1a2029; --ink: #e8ecf2; --muted: #a7b0bf; --rule: #323b48; --accent: #6fd0bd; --soft: #1d3a36; --warm: #2d2819; --warm-rule: #a98a3c; color-scheme: dark; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1rem 1rem; max-width: 62rem; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: break-word; }
        bdi { overflow-wrap: anywhere; }
        .state bdi { overflow-wrap: break-word; }
        @media screen { html { background: var(--page); } }
        h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -.01em; }
        h2 { margin: 0 0 .25rem; font-size: 1.3rem; line-height: 1.3; }
        h3 { margin: 1.75rem 0 .25rem; font-size: 1.05rem; }
        p { margin: 0 0 .75rem; }
        p:last-child { margin-bottom: 0; }
        a { color: var(--accent); }
        .day { margin: .35rem 0 1rem; color: var(--muted); }
        .notes { margin: 0 0 1rem; padding: .6rem 1rem .6rem 2rem; background: var(--warm); border-left: 4px solid var(--warm-rule); border-radius: 0 .5rem .5rem 0; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0 0 1rem; }
        .figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--rule); border-radius: .75rem; }
        .figures dt { color: var(--muted); font-size: .875rem; line-height: 1.35; }
        .figures dd { margin: 0; font-size: 1.5rem; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1.25rem; padding: 0; list-style: none; font-size: .9375rem; }
        section { margin: 0 0 1.25rem; padding: 1.25rem 1.5rem 1.5rem; background: var(--card); border: 1px solid var(--rule); border-radius: .75rem; }
        table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
        caption { padding: 0 0 .6rem; color: var(--muted); text-align: left; }
        th, td { padding: .5rem 1.25rem .5rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; line-height: 1.4; }
        th { font-weight: 600; }
        tbody th { min-width: 8rem; }
        tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
        thead th { color: var(--muted); font-size: .8125rem; vertical-align: bottom; overflow-wrap: normal; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        td.number { white-space: nowrap; }
        th:last-child, td:last-child { padding-right: 0; }
        time, .figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .aside { display: block; color: var(--muted); font-size: .8125rem; font-weight: 400; }
        .bar { display: block; width: 5.5rem; max-width: 100%; height: .3rem; margin: .3rem 0 0 auto; border-radius: 1rem; background: var(--rule); overflow: hidden; }
        .bar span { display: block; height: 100%; background: var(--accent); }
        .state { display: inline-block; padding: 0 .6rem; border: 1px solid var(--rule); border-radius: 1rem; font-size: .8125rem; }
        .done { background: var(--soft); border-color: var(--soft); color: var(--accent); font-weight: 600; }
        .nothing, .hint, footer { color: var(--muted); }
        figure { display: grid; grid-template-columns: minmax(0, 35rem) minmax(12rem, 1fr); gap: 1.5rem; align-items: center; margin: .75rem 0 0; }
        .hint, footer { font-size: .875rem; }
        @media screen and (max-width: 700px) {
          body { padding-top: 1.25rem; }
          h1 { font-size: 1.6rem; }
          section { padding: 1rem 1rem 1.1rem; }
          .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .figures dd { font-size: 1.25rem; }
          figure { display: block; }
          figcaption { margin-top: .75rem; }
          table, caption, tbody, tr, th, td { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tbody tr { padding: .7rem 0; border-bottom: 1px solid var(--rule); }
          tbody tr:first-child { border-top: 1px solid var(--rule); }
          tbody tr:last-child { border-bottom: 0; padding-bottom: 0; }
          th, td { padding: 0; border: 0; }
          tbody th { margin-bottom: .25rem; text-align: left; }
          td { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem; padding: .1rem 0; }
          td.number { text-align: left; white-space: normal; }
          td::before { content: attr(data-label); color: var(--muted); font-size: .875rem; }
          td.sentence { display: block; }
          td.sentence::before { content: none; }
          .bar { margin-left: 0; }
        }
        @media print {
          :root { --page: #ffffff; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          table { font-size: 9pt; }
          .aside, thead th, .state, .hint, footer { font-size: 8pt; }
          .figures dd { font-size: 13pt; }
          nav { display: none; }
          section { border: 0; padding: 0; }
          thead { display: table-header-group; }
          tr, figure, .figures div, #parameters { break-inside: avoid; }
          h2, h3, caption { break-after: avoid; }
          .bar, .bar span, .done, .notes { print-color-adjust: exact; }
        }

        """;
}
