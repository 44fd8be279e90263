using System.Globalization;
using Rota.Core.Model;

namespace Rota.Store.Turns;

/// <summary>Requests as the inbox holds them: a word, and a text that says more.</summary>
internal static class RequestCodec
{
    private const string Failed = "failed";
    private const string All = "all";
    private const string Now = "now";

    /// <summary>The stored form.</summary>
    public static (string Kind, string Body) Encode(Request request) =>
        request switch
        {
            Request.Run => (nameof(Request.Run), ""),
            Request.Cancel { IsAll: var isAll } => (nameof(Request.Cancel), isAll ? Now : ""),
            Request.Pause => (nameof(Request.Pause), ""),
            Request.Resume => (nameof(Request.Resume), ""),
            Request.Priority { To: var to } => (nameof(Request.Priority), Text(to)),
            Request.Parallel { Most: var most, Entry: var entry } => (
                nameof(Request.Parallel),
                (most is { } tasks ? Text(tasks) : "") + (entry is null ? "" : $" {entry}")
            ),
            Request.Queue { To: var queue } => (nameof(Request.Queue), queue),
            Request.Settle settle => (nameof(Request.Settle), $"{settle.Needed} {(int)settle.Outcome}"),
            Request.Timeout { Longest: var longest, Entry: var entry } => (
                nameof(Request.Timeout),
                $"{longest?.Ticks} {entry}"
            ),
            Request.Hold { Group: var group, Tasks: var tasks } => (nameof(Request.Hold), $"{Text(group)} {tasks}"),
            Request.Release { Group: var group, Tasks: var tasks } => (
                nameof(Request.Release),
                $"{Text(group)} {tasks}"
            ),
            Request.Add add => (nameof(Request.Add), AddForm.Write(add)),
            Request.Edit edit => (nameof(Request.Edit), EditForm.Write(edit)),
            Request.Claim claim => (nameof(Request.Claim), $"{Text(claim.Group)} {Text(claim.Index)} {claim.Node}"),
            Request.Seal => (nameof(Request.Seal), ""),
            Request.Rerun { Tasks: var tasks } => (nameof(Request.Rerun), Text(tasks)),
            _ => throw new InvariantException($"unknown request {request.GetType().Name}"),
        };

    /// <summary>Reads what <see cref="Encode"/> gave.</summary>
    public static Request Decode(string kind, string body) =>
        kind switch
        {
            nameof(Request.Run) => new Request.Run(),
            nameof(Request.Cancel) => new Request.Cancel(body == Now),
            nameof(Request.Pause) => new Request.Pause(),
            nameof(Request.Resume) => new Request.Resume(),
            nameof(Request.Priority) => new Request.Priority(Number(body)),
            nameof(Request.Parallel) => Parallel(body.Split(' ', 2)),
            nameof(Request.Queue) => new Request.Queue(body),
            nameof(Request.Settle) => Settled(body.Split(' ')),
            nameof(Request.Timeout) => Timeout(body.Split(' ', 2)),
            nameof(Request.Hold) => Tasks(body.Split(' '), (group, tasks) => new Request.Hold(group, tasks)),
            nameof(Request.Release) => Tasks(body.Split(' '), (group, tasks) => new Request.Release(group, tasks)),
            nameof(Request.Add) => AddForm.Read(body),
            nameof(Request.Edit) => EditForm.Read(body),
            nameof(Request.Claim) => Claim(body.Split(' ', 3)),
            nameof(Request.Seal) => new Request.Seal(),
            nameof(Request.Rerun) => new Request.Rerun(Selection(body)),
            _ => throw new InvariantException($"unknown request {kind}"),
        };

    private static string Text(RerunSelection tasks) =>
        tasks switch
        {
            RerunSelection.Failed => Failed,
            RerunSelection.All => All,
            RerunSelection.Chosen { Tasks: var chosen } => string.Join(
                ',',
                chosen.Order().Select(task => $"{task.Group}.{task.Index}")
            ),
            _ => throw new InvariantException($"unknown selection {tasks.GetType().Name}"),
        };

    private static RerunSelection Selection(string text) =>
        text switch
        {
            Failed => new RerunSelection.Failed(),
            All => new RerunSelection.All(),
            _ => new RerunSelection.Chosen(
                text.Split(',')
                    .Select(pair => pair.Split('.'))
                    .Select(pair => (Number(pair[0]), Number(pair[1])))
                    .ToHashSet()
            ),
        };

    private static Request.Settle Settled(string[] parts) =>
        new(new JobId(long.Parse(parts[0], CultureInfo.InvariantCulture)), (JobState)Number(parts[1]));

    private static Request.Parallel Parallel(string[] parts) =>
        new(parts[0].Length == 0 ? null : Number(parts[0]), parts.ElementAtOrDefault(1));

    private static Request.Timeout Timeout(string[] parts) =>
        new(
            parts[0].Length == 0 ? null : new TimeSpan(long.Parse(parts[0], CultureInfo.InvariantCulture)),
            parts[1].Length == 0 ? null : parts[1]
        );

    private static Request Tasks(string[] parts, Func<int, OrdinalRanges, Request> make) =>
        make(Number(parts[0]), OrdinalRanges.Parse(parts[1]));

    private static Request.Claim Claim(string[] parts) => new(Number(parts[0]), Number(parts[1]), parts[2]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
