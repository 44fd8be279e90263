using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>on_disconnect</c>: what becomes of an attempt whose node is cut off.</summary>
internal static class DisconnectReader
{
    private const string Harmless = "harmless";

    /// <summary>The policy, or none after a problem.</summary>
    public static DisconnectPolicy Read(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.OnDisconnect, "on_disconnect", session.Problems) is not { } fields)
        {
            return DisconnectPolicy.None;
        }

        if (fields["self_stop_after"] is null && fields["replace_after"] is null)
        {
            session.Problems.Add(
                node.At,
                "on_disconnect says neither self_stop_after nor replace_after, so nothing would come of it",
                "write on_disconnect: {self_stop_after: 5m, replace_after: 10m}, or remove it"
            );
        }

        return new()
        {
            SelfStopAfter = Time(session, fields, "self_stop_after"),
            ReplaceAfter = Time(session, fields, "replace_after"),
            DuplicatesAreHarmless = fields["duplicates"] is { } word && AreHarmless(session, word),
        };
    }

    /// <summary>
    /// Holds the times of an entry against its stop, which may be that of the defaults: where they do not fit, two
    /// attempts of a task could run at once.
    /// </summary>
    /// <param name="session">Where problems are put.</param>
    /// <param name="node">What the entry states of it; null where it states nothing.</param>
    /// <param name="policy">The whole policy of the entry.</param>
    public static void Check(Session session, Node? node, TaskPolicy policy)
    {
        if (node is null)
        {
            return;
        }

        switch (policy.OnDisconnect)
        {
            case { SelfStopAfter: { } stop } when stop < DisconnectPolicy.SelfStopMin:
                session.Problems.Add(
                    node.At,
                    $"self_stop_after of {DurationText.Of(stop)} is too short: "
                        + "a home that is busy answers within seconds",
                    $"write {DurationText.Of(DisconnectPolicy.SelfStopMin)} or more"
                );
                break;
            case { SelfStopAfter: { } stop, ReplaceAfter: { } replace, DuplicatesAreHarmless: false }
                when DisconnectPolicy.LeastReplaceAfter(stop, policy.Stop.Grace) is var least && replace < least:
                session.Problems.Add(
                    node.At,
                    $"replace_after of {DurationText.Of(replace)} is too short: the attempt may still run then, "
                        + $"for it is stopped after {DurationText.Of(stop)} and has "
                        + $"{DurationText.Of(policy.Stop.Grace)} of grace",
                    $"write replace_after: {DurationText.Of(least)} or more, that is both, 2% for the clocks, and 5s"
                );
                break;
            case { SelfStopAfter: null, ReplaceAfter: not null, DuplicatesAreHarmless: false }:
                session.Problems.Add(
                    node.At,
                    "replace_after without self_stop_after: the attempt may run on where it is, beside the one that "
                        + "replaces it",
                    "add self_stop_after; or duplicates: harmless, where that does no harm"
                );
                break;
        }
    }

    /// <summary>
    /// One who wrote something else meant to say so: that is told, and nothing of what follows from it.
    /// </summary>
    private static bool AreHarmless(Session session, Node node)
    {
        if (node is not ScalarNode { Text: Harmless })
        {
            _ = session.Values.Refuse<string>(
                node,
                $"duplicates must be {Harmless}, not {node.Kind}",
                "leave it out, where two attempts of a task may not run at once"
            );
        }

        return true;
    }

    private static TimeSpan? Time(Session session, Fields fields, string key) =>
        fields[key] is { } node ? session.Values.Duration(node, key, canBeZero: false) : null;
}
