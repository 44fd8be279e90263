using System.Reflection;
using Rota.App.Views;

namespace Rota.App.Serving;

/// <summary>Tells who serves a state.</summary>
public static class ServerCase
{
    /// <summary>Who does.</summary>
    public static ServerView Of(Site site)
    {
        var home = site.Open();
        using var queries = home.Read();
        var server = Served.By(home.State, queries);
        return new ServerView(server?.Name, server?.Pid, VersionOfThis);
    }

    private static string VersionOfThis =>
        typeof(ServerCase).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "?";
}

/// <summary>Who serves a state.</summary>
/// <param name="Name">The process in words; null for nobody.</param>
/// <param name="Pid">The process; null where that says nothing there.</param>
/// <param name="Release">The version of Rota that answers.</param>
public sealed record ServerView(string? Name, int? Pid, string Release) : View;
