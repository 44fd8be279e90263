using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Keys that make no sense beside a schedule: it says itself when its jobs start, and each has to end.
/// </summary>
internal static class ScheduledKeys
{
    private static readonly (string Key, string Why)[] Refused =
    [
        ("after", "a job with a schedule starts at its instants, and cannot wait for other jobs"),
        ("at", "a job with a schedule starts at its instants, and at no other moment"),
        ("delay", "a job with a schedule starts at its instants, and not later"),
        ("open", "the runs of a schedule would never end while they are open for more tasks"),
    ];

    /// <summary>Refuses each that the file has.</summary>
    public static void Check(Session session, Fields fields)
    {
        foreach (var (key, why) in Refused)
        {
            if (fields[key] is { } node && !(key == "open" && IsFalse(node)))
            {
                session.Problems.Add(node.At, why, $"remove {key}, or the schedule");
            }
        }
    }

    private static bool IsFalse(Node node) => node is ScalarNode { IsPlain: true, Text: "false" or "False" or "FALSE" };
}
