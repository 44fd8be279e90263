using Rota.App.Problems;

namespace Rota.Cli.Habits;

/// <summary>GNU parallel's <c>--halt</c> as the limit on failures that it is.</summary>
internal static class ParallelHalt
{
    private const string Known =
        "known are never, soon,fail=N, now,fail=N and N% for the number; to stop after successes: rota cancel ID";

    /// <summary>The number of failures or their share, and whether what runs is stopped too; null for never.</summary>
    public static (string Limit, bool StopsRunning)? Read(string text)
    {
        var parts = text.Split(',');
        return text switch
        {
            "never" or "0" => null,
            "1" => ("1", false),
            "2" => ("1", true),
            _ when parts is [("soon" or "now") and var when, var what]
                    && what.Split('=') is ["fail", { Length: > 0 } limit] => (limit, when == "now"),
            _ => throw new ProblemException(ProblemCodes.Usage, $"--halt {text}: it cannot be followed", Known),
        };
    }
}
