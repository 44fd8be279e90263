using System.Globalization;

namespace Rota.Bench;

/// <summary>What follows a subcommand: pairs of <c>--name value</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Reads the pairs.</summary>
    public Options(IEnumerable<string> arguments)
    {
        foreach (var pair in arguments.Chunk(2))
        {
            values[pair[0].TrimStart('-')] = pair.Length == 2 ? pair[1] : "";
        }
    }

    /// <summary>The value of an option, or what holds without it.</summary>
    public string Text(string name, string fallback) => values.GetValueOrDefault(name, fallback);

    /// <summary>The same, as a whole number.</summary>
    public int Number(string name, int fallback) => (int)Long(name, fallback);

    /// <summary>The same, as a moment.</summary>
    public long Long(string name, long fallback) =>
        values.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : fallback;

    /// <summary>The same, as a list with commas.</summary>
    public int[] Numbers(string name, string fallback) =>
        [.. Text(name, fallback).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
}
