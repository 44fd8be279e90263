using System.Globalization;
using System.Text.RegularExpressions;
using Rota.App.Problems;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;

namespace Rota.App.Logs;

/// <summary>Since when, as people write it: how long ago, or an instant as <c>--time</c> prints it.</summary>
internal static partial class SinceText
{
    /// <summary>The instant that is meant.</summary>
    /// <exception cref="ProblemException">The text is neither.</exception>
    public static Instant Read(string text, Instant now)
    {
        if (Duration.TryParse(text, out var ago))
        {
            return now + -ago;
        }

        return Absolute().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant)
            ? Instant.From(instant)
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--since {text}: this is neither how long ago nor an instant",
                "write 10m, 2h, 1d, or 2026-11-28T22:00:00Z, 2026-11-28T22:00+01:00"
            );
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Absolute();
}
