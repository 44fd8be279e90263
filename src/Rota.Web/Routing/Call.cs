using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rota.App;
using Rota.App.Access;
using Rota.App.Course;
using Rota.App.Problems;
using Rota.Cell.Directory;
using Rota.Instruments.Series;
using Rota.Web.Answers;
using Rota.Web.Following;

namespace Rota.Web.Routing;

/// <summary>A request, as the routes read it.</summary>
/// <param name="http">The request.</param>
/// <param name="route">What is asked for.</param>
/// <param name="site">The state.</param>
/// <param name="shared">What all requests share.</param>
/// <param name="caller">Who asks; null where anybody may.</param>
internal sealed class Call(HttpContext http, Route route, Site site, Shared shared, Caller? caller)
{
    public HttpContext Http => http;

    public Route Route => route;

    /// <summary>The state, as who asks may see and change it.</summary>
    public Site Site => site;

    /// <summary>Who asks; null where anybody may.</summary>
    public Caller? Caller => caller;

    /// <summary>Places for what takes time.</summary>
    public Lanes Lanes => shared.Lanes;

    /// <summary>Hears commits.</summary>
    public HomeSignal Signal => shared.Signal;

    /// <summary>Looks at what is followed, for all who do.</summary>
    public SharedLooks Looks => shared.Looks;

    /// <summary>What was measured.</summary>
    public MetricStore Metrics => shared.Metrics;

    /// <summary>What the home of a cell heard of its nodes; null for a state that is none.</summary>
    public CellRoster? Roster => shared.Roster();

    /// <summary>How the state stands.</summary>
    public OverviewLooks Overviews => shared.Overviews;

    /// <summary>How the state went.</summary>
    public StateCourse Course => shared.Course.Course;

    public CancellationToken Left => http.RequestAborted;

    /// <summary>A part of the path.</summary>
    public string Path(string name) =>
        RawText.InPath(http, route.Path, name) ?? (string)http.Request.RouteValues[name]!;

    /// <summary>A parameter of the query; null where it is not given.</summary>
    /// <exception cref="ProblemException">It is given twice.</exception>
    public string? Query(string name) =>
        RawText.InQuery(http, name) switch
        {
            [] => null,
            [var one] => one,
            _ => throw new ProblemException(ProblemCodes.Usage, $"{name} is given more than once"),
        };

    /// <summary>Whether a parameter says yes.</summary>
    /// <exception cref="ProblemException">It says neither yes nor no.</exception>
    public bool Flag(string name) =>
        Query(name) switch
        {
            null or "false" => false,
            "" or "true" => true,
            var other => throw new ProblemException(ProblemCodes.Usage, $"{name}={other}: true or false"),
        };

    /// <summary>A parameter that is a whole number; null where it is not given.</summary>
    /// <exception cref="ProblemException">It is none, or out of range.</exception>
    public int? Number(string name, int least, int most) =>
        Query(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
        : throw new ProblemException(ProblemCodes.Usage, $"{name}={text}: {least} to {most}");

    /// <summary>A header; null where it is not sent.</summary>
    public string? Header(string name) => http.Request.Headers[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>Refuses what nobody knows: a filter that is misspelt would mean all.</summary>
    /// <exception cref="ProblemException">The query has such a parameter.</exception>
    public void RefuseUnknown()
    {
        foreach (var name in http.Request.Query.Keys)
        {
            if (!route.IsOpenQuery && route.Query.All(known => known.Name != name))
            {
                throw UnknownName.Of("parameter", name, route.Query.Select(known => known.Name));
            }
        }
    }
}
