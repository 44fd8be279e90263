using Rota.App.Following;
using Rota.App.Wording;

namespace Rota.Cli.Progress;

/// <summary>One failed attempt in a line: what, how, why, and where to read on.</summary>
internal static class FailureLine
{
    public static string Of(FailedAttempt attempt)
    {
        var most = attempt.AttemptsMax;
        var ran = attempt.Seconds is { } seconds ? $" after {Words.Duration(TimeSpan.FromSeconds(seconds))}" : "";
        var number =
            most > 1 || attempt.Attempt > 1 ? $" (attempt {attempt.Attempt}/{Math.Max(most, attempt.Attempt)})" : "";
        var reason = attempt.Reason is { } text ? $": {Plain.Line(text)}" : "";
        return $"x {attempt.Label} {attempt.Ending}{ran}{number}{reason}  -> rota logs {attempt.Address}";
    }
}
