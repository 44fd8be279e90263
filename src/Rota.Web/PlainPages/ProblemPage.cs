using Microsoft.AspNetCore.Http;
using Rota.App.Markup;
using Rota.App.Problems;

namespace Rota.Web.PlainPages;

/// <summary>A problem as a page: to who looks at pages, JSON says nothing.</summary>
internal static class ProblemPage
{
    /// <summary>Whether a request is for one of these pages.</summary>
    public static bool IsFor(HttpContext http) =>
        http.Request.Path.StartsWithSegments(PlainPage.Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers with it; to who is not logged in, with the form.</summary>
    public static Task Send(HttpContext http, Problem problem)
    {
        var page = problem.Code == RequestProblems.NoToken ? LoginPage.Of(problem) : Of(problem);
        return PlainPage.Send(http, problem.Code.Status, page.Bytes());
    }

    private static PlainPage Of(Problem problem)
    {
        var page = new PlainPage(problem.Code.Name.Replace('-', ' '));
        page.Html.Append($"<p class=\"lead\">{SafeText.Isolate(problem.Detail, 1_000)}</p><ul>");
        foreach (var remedy in problem.Tries)
        {
            page.Html.Append($"<li>{SafeText.Isolate(remedy, 1_000)}</li>");
        }

        page.Html.Append("</ul>\n");
        return page;
    }
}
