using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Rota.Web.Pages;

/// <summary>Whether an address is one of the dashboard: what is none stays a problem with what to do.</summary>
internal sealed class PageConstraint : IRouteConstraint
{
    /// <summary>Its name in the path of a route.</summary>
    public const string Name = "page";

    /// <inheritdoc/>
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => PageNames.All.Contains((values[routeKey] as string ?? "").Split('/')[0]);
}
