using System.Text.RegularExpressions;
using Rota.Core.Problems;

namespace Rota.Core.Schedules;

/// <summary>What somebody meant who named a time zone that there is none of.</summary>
public static partial class ZoneHint
{
    private const string Form = "write a name such as Europe/Paris, or UTC";
    private static readonly string[] OwnWords = ["local", "localtime", "system", "host", "here", "default"];

    /// <summary>
    /// The nearest name: mistyped, or a city without its continent. A job keeps its zone wherever it is registered, so
    /// the machine's own has to be named, and an offset or an abbreviation does not say when clocks are changed.
    /// </summary>
    public static string For(string name, ITimeZones zones)
    {
        var typed = name.Trim();
        if (OwnWords.Contains(typed, StringComparer.OrdinalIgnoreCase))
        {
            return zones.Own is { } own ? $"this machine's is called {own}" : Form;
        }

        if (Offset().IsMatch(typed))
        {
            return $"an offset does not say when clocks are changed: {Form}";
        }

        string[] names = [.. zones.Names];
        var city = typed.Replace(' ', '_');
        var nearest =
            names.FirstOrDefault(zone => CityOf(zone).Equals(city, StringComparison.OrdinalIgnoreCase))
            ?? Nearest.Of(typed, names)
            ?? (Nearest.Of(city, names.Select(CityOf)) is { } like ? names.First(zone => CityOf(zone) == like) : null);
        return nearest is not null ? $"did you mean {nearest}?"
            : Abbreviation().IsMatch(typed) ? $"an abbreviation is the time of half a year: {Form}"
            : Form;
    }

    private static string CityOf(string zone) => zone[(zone.LastIndexOf('/') + 1)..];

    [GeneratedRegex("^(?:UTC|GMT)? ?[+-][0-9:]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Offset();

    [GeneratedRegex("^[A-Z]{3,5}$")]
    private static partial Regex Abbreviation();
}
