using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rota.App.Markup;
using Rota.App.Problems;
using Rota.Web.Access;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>Logs a browser in that runs no script: by a form.</summary>
internal static class LoginPage
{
    private const int BodyMax = 4_096;

    /// <summary>The form, with why it is shown.</summary>
    public static PlainPage Of(Problem? why)
    {
        var page = new PlainPage("Log in");
        if (why is not null)
        {
            page.Html.Append($"<p>{SafeText.Isolate(why.Detail, 400)}</p>\n");
        }

        page.Html.Append(
            $"<form method=\"post\" action=\"{PlainPage.Root}/login\"><label>Code "
                + "<input name=\"code\" type=\"password\" autocomplete=\"off\" size=\"50\" required autofocus></label> "
                + "<button>Log in</button></form>\n"
        );
        page.Command("Prints an address; the code is what stands behind #c= in it:", "rota dashboard --no-open");
        return page;
    }

    /// <summary>Takes what the form sends.</summary>
    public static async Task Enter(Call call)
    {
        var request = call.Http.Request;
        if (!request.HasFormContentType || request.ContentLength is null or > BodyMax)
        {
            throw new ProblemException(RequestProblems.BadRequest, "this is no form that was sent from here");
        }

        var form = await request.ReadFormAsync(call.Left).ConfigureAwait(false);
        var services = call.Http.RequestServices;
        var code = form["code"].ToString().Trim();
        var proof =
            services.GetRequiredService<LoginCodes>().Take(code)
            ?? (
                services.GetRequiredService<TokenCredentials>().Find(code) is { } caller
                    ? Session.ProofOf(caller)
                    : null
            )
            ?? throw new ProblemException(
                RequestProblems.NoToken,
                "this code was used before, or it is older than 5 minutes",
                "rota dashboard --no-open"
            );
        var (id, session) = services.GetRequiredService<Sessions>().Begin(proof);
        SessionCookie.Give(call.Http, id, session.Until);
        call.Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        call.Http.Response.Headers.Location = PlainPage.Root;
    }
}
