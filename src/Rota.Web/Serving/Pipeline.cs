using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rota.App;
using Rota.App.Access;
using Rota.App.Problems;
using Rota.Web.Access;
using Rota.Web.Answers;
using Rota.Web.PlainPages;
using Rota.Web.Routing;

namespace Rota.Web.Serving;

/// <summary>The way of a request: headers of every answer, the gate, the route, and problems as answers.</summary>
internal sealed class Pipeline(Site site, Gate gate, Admissions admissions, Shared shared)
{
    private readonly RateLimits rates = new(TimeProvider.System);

    private const int WhyMax = 1_000;

    /// <summary>Puts the routes into an application.</summary>
    public void Build(WebApplication app, IEnumerable<Route> routes)
    {
        app.Use(Answer);
        app.UseRouting();
        app.Use(Admit);
        foreach (var route in routes)
        {
            app.MapMethods(route.Path, [route.Method], (RequestDelegate)(http => Handle(http, route)))
                .WithMetadata(route);
        }
    }

    private static async Task Answer(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Request-Id"] = http.TraceIdentifier;
        if (http.Request.IsHttps && http.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        var started = Stopwatch.GetTimestamp();
        http.Response.OnStarting(() =>
        {
            var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"total;dur={taken:0.###}");
            return Task.CompletedTask;
        });
        try
        {
            await next(http).ConfigureAwait(false);
            if (!http.Response.HasStarted && http.Response.StatusCode is 404 or 405)
            {
                await Send(http, NotThere(http)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to answer to.
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            await Send(http, ProblemOf(http, error)).ConfigureAwait(false);
        }
    }

    private static Task Send(HttpContext http, Problem problem) =>
        ProblemPage.IsFor(http) ? ProblemPage.Send(http, problem) : JsonAnswer.Send(http, problem);

    private async Task Admit(HttpContext http, RequestDelegate next)
    {
        if (gate.Admit(http, http.GetEndpoint()?.Metadata.GetMetadata<Route>()) is not var (caller, by))
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        Strangers.Know(http);
        rates.Count(http, caller);
        using var stay = admissions.Enter(http, caller, by);
        http.Features.Set(caller);
        await next(http).ConfigureAwait(false);
    }

    private Task Handle(HttpContext http, Route route)
    {
        var caller = http.Features.Get<Caller>();
        var call = new Call(http, route, SiteOf(http, caller), shared, caller);
        call.RefuseUnknown();
        return route.Handle(call);
    }

    /// <summary>The state as somebody may see it, with all that they change in the audit as theirs.</summary>
    private Site SiteOf(HttpContext http, Caller? caller)
    {
        if (caller is null)
        {
            return site;
        }

        // A header holds ASCII: other letters come as a URL has them.
        var why = Uri.UnescapeDataString(http.Request.Headers["Rota-Why"].ToString());
        if (why.Length > WhyMax)
        {
            throw new ProblemException(ProblemCodes.TooLarge, $"Rota-Why is longer than {WhyMax:N0} characters");
        }

        var own = caller.Owner is { } owner
            ? site.By(new OwnedHomes(site.Homes, owner, caller.May(AccessScopes.Admin)))
            : site;
        var seen = caller.Tags.Count == 0 ? own : own.By(new TaggedHomes(own.Homes, caller.Tags));
        return seen.By(caller.AsAuthor(http.TraceIdentifier, string.IsNullOrWhiteSpace(why) ? null : why));
    }

    private static Problem NotThere(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? new Problem(
                RequestProblems.NoSuchMethod,
                $"{http.Request.Method} does nothing here",
                [$"it takes {http.Response.Headers.Allow}"]
            )
            : new Problem(RequestProblems.NoSuchRoute, "there is nothing at this path", ["see /v1/openapi.json"]);

    private static Problem ProblemOf(HttpContext http, Exception error)
    {
        if (error is BadHttpRequestException { StatusCode: var status } bad)
        {
            return status == StatusCodes.Status413PayloadTooLarge
                ? new Problem(
                    ProblemCodes.TooLarge,
                    $"the body is larger than {Endpoints.BodyMax:N0} bytes",
                    ["keep long lists in files of their own (each_line, from_csv, array), or split the job"]
                )
                : new Problem(RequestProblems.BadRequest, bad.Message, []);
        }

        var problem = Failures.ProblemOf(error);
        if (problem.Code.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return problem;
    }
}
