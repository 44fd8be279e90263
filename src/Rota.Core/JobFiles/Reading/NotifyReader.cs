using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Notifying;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>notify</c>: one rule, or a list of them, each with one way to tell.</summary>
internal static class NotifyReader
{
    private const int RulesMax = 50;
    private static readonly TimeSpan DigestMax = TimeSpan.FromDays(1);
    private const string Form = "write notify: [{on: [failed], webhook: https://…}]";

    /// <summary>The keys that name a way; one of them stands in each rule.</summary>
    private static readonly ImmutableArray<string> Ways =
    [
        "webhook",
        "webhook_file",
        "command",
        "slack",
        "slack_file",
        "mail",
        "ping",
        "ping_file",
    ];

    /// <summary>What is told where a rule does not say: news of how a job goes.</summary>
    private static readonly ImmutableArray<EventKind> Usual = [EventKind.Recovered, EventKind.Failed];

    /// <summary>What a ping tells, whatever happens.</summary>
    private static readonly ImmutableArray<EventKind> Signs = [EventKind.Started, EventKind.Ended];

    /// <summary>The rules, in the order of the file.</summary>
    public static ImmutableArray<NotifyRule> Read(Session session, Node? node)
    {
        if (node is null)
        {
            return [];
        }

        var rules = ValueReader.Items(node).Select(item => Rule(session, item)).OfType<NotifyRule>().ToImmutableArray();
        if (rules.Length > RulesMax)
        {
            session.Problems.Add(node.At, $"notify can have {RulesMax} rules at most");
        }

        return rules;
    }

    private static NotifyRule? Rule(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.Notify, "a rule of notify", session.Problems) is not { } fields)
        {
            return null;
        }

        var ways = Ways.Where(way => fields[way] is not null).ToArray();
        if (ways is not [var only])
        {
            return session.Values.Refuse<NotifyRule>(
                node,
                ways.Length == 0
                    ? "this rule of notify names nobody to tell"
                    : $"this rule names {ways[0]} and {ways[1]}",
                ways.Length == 0 ? Form : "make two rules of it"
            );
        }

        var target = NotifyTargets.Read(session, only, fields);
        return target is null
            ? null
            : new NotifyRule(On(session, fields["on"], target.Channel), target)
            {
                Digest = fields["digest"] is { } digest ? Digest(session, digest) : NotifyRule.UsualDigest,
            };
    }

    private static TimeSpan Digest(Session session, Node node)
    {
        var digest = session.Values.Duration(node, "digest") ?? NotifyRule.UsualDigest;
        return digest <= DigestMax
            ? digest
            : session.Values.Refuse<TimeSpan>(node, "digest can be 1d at most", "who is told later has no use for it");
    }

    private static ImmutableArray<EventKind> On(Session session, Node? node, Channel channel)
    {
        if (node is null)
        {
            return channel == Channel.Ping ? Signs : Usual;
        }

        if (channel == Channel.Ping)
        {
            session.Problems.Add(node.At, "a ping tells of each start and end", "remove on, or name a webhook");
        }

        if (node is SequenceNode { Items.IsEmpty: true })
        {
            session.Problems.Add(node.At, "this rule tells of nothing", "write on: [failed, recovered], or remove it");
        }

        return
        [
            .. ValueReader
                .Items(node)
                .Select(item => session.Values.Word(item, "on", EventKinds.Words))
                .OfType<int>()
                .Select(kind => (EventKind)kind)
                .Distinct()
                .Order(),
        ];
    }
}
