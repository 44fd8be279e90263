using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>Signals by name or number, with the numbers of Linux on x86 and ARM.</summary>
public static class Signal
{
    /// <summary>The names, without <c>SIG</c>.</summary>
    public static IEnumerable<string> Names => Numbers.Keys;

    private static readonly SortedDictionary<string, int> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        ["QUIT"] = 3,
        ["ABRT"] = 6,
        ["KILL"] = 9,
        ["USR1"] = 10,
        ["USR2"] = 12,
        ["PIPE"] = 13,
        ["ALRM"] = 14,
        ["TERM"] = 15,
        ["CONT"] = 18,
        ["STOP"] = 19,
        ["TSTP"] = 20,
        ["WINCH"] = 28,
    };

    /// <summary>Reads <c>SIGTERM</c>, <c>TERM</c> or <c>15</c>.</summary>
    public static bool TryParse(string text, out int signal)
    {
        var name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        return Numbers.TryGetValue(name, out signal)
            || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out signal)
                && signal is >= 1 and <= 64
            );
    }
}
