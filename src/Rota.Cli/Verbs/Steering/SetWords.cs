using Rota.App.Wording;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary>What a running job is told, in words.</summary>
internal static class SetWords
{
    public static string Of(IEnumerable<Request> asked) => string.Join(", ", asked.Select(Of));

    private static string Of(Request asked) =>
        asked switch
        {
            Request.Priority { To: var to } => $"priority {to}",
            Request.Queue { To: var to } => $"queue {Plain.Line(to)}",
            Request.Parallel { Most: var most, Entry: var entry } => Words.AtATime(most) + OfEntry(entry),
            Request.Timeout { Longest: var longest, Entry: var entry } => (
                longest is { } limit ? $"timeout {Words.Duration(limit)}" : "no timeout"
            ) + OfEntry(entry),
            _ => asked.GetType().Name,
        };

    private static string OfEntry(string? entry) => entry is null ? "" : $" of {Plain.Line(entry)}";
}
