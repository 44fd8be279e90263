using System.Text;
using Microsoft.AspNetCore.Http;
using Rota.App.Markup;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>
/// A page that needs no script: a head, links to the others, and what it shows. All that comes from outside goes
/// through <see cref="SafeText"/>, and the policy leaves nothing that could be run.
/// </summary>
internal sealed class PlainPage
{
    /// <summary>Where the pages are.</summary>
    public const string Root = "/plain";

    private const string Policy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly (string Path, string Title)[] Places =
    [
        (Root, "Overview"),
        (Root + "/jobs", "Jobs"),
        (Root + "/queues", "Queues"),
        (Root + "/schedules", "Schedules"),
    ];

    /// <summary>Begins a page.</summary>
    /// <param name="title">What it is called; it may come from outside.</param>
    public PlainPage(string title)
    {
        Html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">")
            .Append($"<title>{SafeText.Escape(title, 80)} · Rota</title>")
            .Append($"<link rel=\"stylesheet\" href=\"{Root}/style.css\"></head><body>\n")
            .Append("<header><b>Rota</b><nav aria-label=\"Pages\"><ul>");
        foreach (var (path, name) in Places)
        {
            Html.Append($"<li><a href=\"{path}\">{name}</a></li>");
        }

        Html.Append("</ul></nav></header>\n<main>").Append($"<h1>{SafeText.Isolate(title, 120)}</h1>\n");
    }

    /// <summary>What it shows, as HTML.</summary>
    public StringBuilder Html { get; } = new();

    /// <summary>What does something about it: pages only show.</summary>
    public void Command(string what, string line) =>
        Html.Append($"<p class=\"command\">{SafeText.Escape(what)} <code>{SafeText.Escape(line, 400)}</code></p>\n");

    /// <summary>The page as it is sent.</summary>
    public byte[] Bytes() => Encoding.UTF8.GetBytes(Html.Append("</main></body></html>\n").ToString());

    /// <summary>A page that looks at something, in the lane of those who look.</summary>
    public static Route Route(string path, string summary, Func<Call, PlainPage> look) =>
        new(HttpMethods.Get, Root + path, Scope.Read, summary)
        {
            ContentType = "text/html",
            Handle = async call =>
            {
                var content = await call.Lanes.Look(() => look(call).Bytes(), call.Left).ConfigureAwait(false);
                await Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
            },
        };

    /// <summary>Sends a page.</summary>
    public static async Task Send(HttpContext http, int status, ReadOnlyMemory<byte> content)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, "text/html; charset=utf-8");
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
    }
}
