using Rota.Core.JobFiles;

namespace Rota.Core.Schedules;

/// <summary>What somebody meant who named a time zone that there is none of.</summary>
public static class ZoneHint
{
    /// <summary>The nearest name: mistyped, or a city without its continent.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        var city = name.Trim().Replace(' ', '_');
        var nearest =
            names.FirstOrDefault(zone => CityOf(zone).Equals(city, StringComparison.OrdinalIgnoreCase))
            ?? Nearest.Of(name, names)
            ?? (Nearest.Of(city, names.Select(CityOf)) is { } like ? names.First(zone => CityOf(zone) == like) : null);
        return nearest is null ? "write a name such as Europe/Paris, or UTC" : $"did you mean {nearest}?";
    }

    private static string CityOf(string zone) => zone[(zone.LastIndexOf('/') + 1)..];
}
