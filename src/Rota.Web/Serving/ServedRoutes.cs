using Rota.Web.Api;
using Rota.Web.Pages;
using Rota.Web.PlainPages;
using Rota.Web.Routing;

namespace Rota.Web.Serving;

/// <summary>All that a server answers: the API, and the pages. A test holds the list against docs/api.md.</summary>
public static class ServedRoutes
{
    /// <summary>The routes.</summary>
    public static IReadOnlyList<Route> All { get; } = [.. ApiRoutes.All, .. PageRoutes.All, .. PlainRoutes.All];
}
