using System.Text;
using System.Text.Encodings.Web;
using CrmKit;
using CrmKit.Desk;
using CrmKit.Messaging;
using CrmKit.Storage;

namespace ContactDesk;

/// <summary>What the staff sees.</summary>
internal sealed class DeskPages(CrmDesk desk, LinkTokens links)
{
    public async Task<string> TodayAsync(CancellationToken cancellationToken)
    {
        var contacts = await desk.TodaysContactsAsync(cancellationToken);
        var rows = new StringBuilder();
        foreach (var contact in contacts)
        {
            var intent = contact.Row.Intent;
            var id = intent.Key.Customer.Value;
            rows.Append("<tr>")
                .Append(Cell($"{contact.LocalTime:HH:mm}"))
                .Append("<th scope=\"row\"><a href=\"/why/").Append(Uri.EscapeDataString(id)).Append("\">").Append(Text(contact.Customer?.Name ?? id)).Append("</a></th>")
                .Append(Cell(EnglishReasons.Render(contact.Row.Reason)))
                .Append(Cell(OutboxWords.Of(contact.Row.State)))
                .Append("<td><a href=\"/u/").Append(links.Create(intent.Key.Customer, intent.Point, intent.Purpose)).Append("\">the link of ").Append(Text(id)).Append("’s message</a></td>")
                .Append("</tr>\n");
        }

        var table = $"<table><caption>{contacts.Length} contacts, by each customer’s own clock</caption>\n<thead><tr><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">Why</th><th scope=\"col\">State</th><th scope=\"col\">Unsubscribe</th></tr></thead>\n<tbody>\n{rows}</tbody></table>";
        var isDue = contacts.Any(contact => contact.Row.State == OutboxState.Due);
        return Page($"Contacts of {desk.Today:uuuu-MM-dd}", table + (isDue ? "\n<form method=\"post\" action=\"/send\"><button type=\"submit\">Send what is due today</button></form>" : string.Empty));
    }

    public async Task<string> WhyAsync(string customer, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(customer) || customer.Length > CustomerId.MaxLength || customer.Any(char.IsControl))
        {
            return Page("Nobody has this key", "<p><a href=\"/\">Back to today</a></p>");
        }

        var why = await desk.WhyAsync(customer, cancellationToken);
        var lines = string.Concat(why.Spans.Select(span => $"<li>{Text(span.Last.Outcome.ToString())}: {Text(EnglishReasons.Render(span.Last.ProposedBecause))}. {Text(EnglishReasons.Render(span.Last.DecidedBecause))}.</li>\n"));
        return Page($"Why customer {customer}", $"<ul>\n{lines}</ul>\n<p><a href=\"/\">Back to today</a></p>");
    }

    private static string Cell(string text) => $"<td>{Text(text)}</td>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Page(string title, string body) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(title)}}</title>
        <style>
        body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem;color:#1a1a1a;background:#fff}
        table{border-collapse:collapse;width:100%}
        caption{text-align:start;padding-bottom:.5rem}
        th,td{border-top:1px solid #767676;padding:.375rem .5rem;text-align:start;vertical-align:top;font-weight:normal}
        thead th{font-weight:bold}
        button{font:inherit;min-height:2.75rem;padding:.5rem 1rem}
        </style>
        </head>
        <body>
        <main>
        <h1>{{Text(title)}}</h1>
        {{body}}
        </main>
        </body>
        </html>
        """;
}
