using System.Diagnostics;
using Rota.Core.Scheduling.Effects;

namespace Rota.App.Claiming;

/// <summary>Claims as people and programs read them.</summary>
internal static class ClaimWords
{
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Pending = "pending";
    public const string Duplicate = "duplicate";

    /// <summary>A refusal with its sentence.</summary>
    public static ClaimRefusalView Of(ClaimRefused refused, string task, string node) =>
        new()
        {
            Code = Name(refused.Code),
            Reason = Sentence(refused, task, node),
            Of = refused.Of,
            Asked = refused.Asked,
            Free = refused.Free,
            Holder = refused.Holder,
            RetryAfterSeconds = refused.RetryAfter?.TotalSeconds,
        };

    private static string Name(ClaimCode code) =>
        code switch
        {
            ClaimCode.NotExternal => "not-external",
            ClaimCode.NotWaiting => "not-waiting",
            ClaimCode.Taken => "taken",
            ClaimCode.FarAhead => "far-ahead",
            ClaimCode.NoSuchNode => "no-such-node",
            ClaimCode.Label => "label",
            ClaimCode.TakesNoWork => "takes-no-work",
            ClaimCode.NoRoom => "no-room",
            ClaimCode.Limit => "limit",
            ClaimCode.Withdrawn => "withdrawn",
            _ => throw new UnreachableException(),
        };

    private static string Sentence(ClaimRefused refused, string task, string node) =>
        refused.Code switch
        {
            ClaimCode.NotExternal =>
                $"Rota places {task} itself: a task that others place says placement: external in its job",
            ClaimCode.NotWaiting => $"{task} does not wait for a node now; see: rota explain {task}",
            ClaimCode.Taken => $"{task} has a node already: {refused.Holder}",
            ClaimCode.FarAhead =>
                $"{refused.Asked} tasks before {task} were never looked at, more than {refused.Free}: claim them",
            ClaimCode.NoSuchNode => $"there is no node {node}; see: rota nodes",
            ClaimCode.Label => $"{task} requires what is not true of {node}: {refused.Of}; see: rota offers {task}",
            ClaimCode.TakesNoWork => $"{node} takes no work: {refused.Of}; see: rota nodes",
            ClaimCode.NoRoom when refused.Of is null => $"{node} refused something just now; ask again in a second",
            ClaimCode.NoRoom =>
                $"{node} has {refused.Free} {refused.Of} free, and {task} asks for {refused.Asked}{Held(refused)}",
            ClaimCode.Limit =>
                $"{refused.Of} lets no more start: {refused.Free} free, {refused.Asked} asked{Held(refused)}",
            ClaimCode.Withdrawn => $"{task} was taken back before it started; see: rota explain {task}",
            _ => throw new UnreachableException(),
        };

    private static string Held(ClaimRefused refused) => refused.Holder is { } holder ? $" ({holder})" : "";
}
