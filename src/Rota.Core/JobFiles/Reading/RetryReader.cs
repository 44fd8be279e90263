using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>retry</c>: <c>never</c>, a number of attempts, or a mapping.</summary>
internal static class RetryReader
{
    private const int AttemptsMax = 1_000_000;
    private const double FactorMax = 100;

    private static readonly ImmutableArray<string> Backoffs = ["constant", "linear", "exponential"];

    /// <summary>The policy, or the default one after a problem.</summary>
    public static RetryPolicy Read(Session session, Node node)
    {
        if (node is ScalarNode { Text: "never" })
        {
            return RetryPolicy.Never;
        }

        if (node is ScalarNode)
        {
            return
                node is ScalarNode { IsPlain: true } scalar
                && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var attempts)
                && attempts is >= 1 and <= AttemptsMax
                ? RetryPolicy.Default with
                {
                    MaxAttempts = attempts,
                }
                : session.Values.Refuse<RetryPolicy>(
                    node,
                    $"retry must be never, a number of attempts from 1, or a mapping, not {node.Kind}"
                ) ?? RetryPolicy.Default;
        }

        return Fields.Of(node, JobFileKeys.Retry, "retry", session.Problems) is { } fields
            ? Mapping(session, fields)
            : RetryPolicy.Default;
    }

    private static RetryPolicy Mapping(Session session, Fields fields)
    {
        var values = session.Values;
        var standard = RetryPolicy.Default;
        var delay = fields["delay"] is { } delayNode ? values.Duration(delayNode, "delay") : null;
        var maxDelay = fields["max_delay"] is { } maxDelayNode ? values.Duration(maxDelayNode, "max_delay") : null;
        if (delay > maxDelay)
        {
            session.Problems.Add(
                fields["max_delay"]!.At,
                "max_delay is shorter than delay",
                "swap them or raise max_delay"
            );
        }

        if (fields["max_attempts"] is null && fields.Entries.Any(entry => entry.Key.Text != "on_lost"))
        {
            session.Problems.Add(
                fields.At,
                "retry has no max_attempts, so nothing would be tried again",
                "add max_attempts: 3"
            );
        }

        RefuseUnmet(session, fields);
        var firstDelay = delay ?? standard.Delay;
        return new()
        {
            MaxAttempts = fields["max_attempts"] is { } attempts
                ? values.Whole(attempts, "max_attempts", 1, AttemptsMax) ?? standard.MaxAttempts
                : standard.MaxAttempts,
            Backoff = fields["backoff"] is { } backoff
                ? (Backoff?)values.Word(backoff, "backoff", Backoffs) ?? standard.Backoff
                : standard.Backoff,
            Delay = firstDelay,
            MaxDelay = maxDelay ?? (firstDelay > standard.MaxDelay ? firstDelay : standard.MaxDelay),
            Jitter = fields["jitter"] is { } jitter
                ? values.Boolean(jitter, "jitter") ?? standard.Jitter
                : standard.Jitter,
            OnExitCodes = ExitCodes(session, fields["on_exit_codes"], "on_exit_codes"),
            NotOn = ExitCodes(session, fields["not_on"], "not_on"),
            OomMemoryFactor = fields["on_oom"] is { } oom ? Factor(session, oom) : null,
            OnLost = fields["on_lost"] is { } lost
                ? values.Boolean(lost, "on_lost") ?? standard.OnLost
                : standard.OnLost,
        };
    }

    /// <summary>What looks like "no exit code" must not come to mean all of them.</summary>
    private static void RefuseUnmet(Session session, Fields fields)
    {
        if (fields["on_exit_codes"] is not { } node)
        {
            return;
        }

        var never = ExitCodes(session, fields["not_on"], "not_on");
        if (ExitCodes(session, node, "on_exit_codes").Except(never).IsEmpty)
        {
            session.Problems.Add(
                node.At,
                never.IsEmpty
                    ? "on_exit_codes is empty, so no exit code would be tried again"
                    : "on_exit_codes has no code that is not in not_on, so no exit code would be tried again",
                "name exit codes such as [1, 75]; leave it out for all; or write retry: never"
            );
        }
    }

    private static ImmutableSortedSet<int> ExitCodes(Session session, Node? node, string what) =>
        node is null
            ? []
            :
            [
                .. ValueReader
                    .Items(node)
                    .Select(item => session.Values.Whole(item, $"an exit code of {what}", 1, 255) ?? 1),
            ];

    private static double? Factor(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.OnOom, "on_oom", session.Problems) is not { } fields)
        {
            return null;
        }

        return
            fields["memory"] is ScalarNode scalar
            && scalar.Text.EndsWith('x')
            && double.TryParse(
                scalar.Text.AsSpan(0, scalar.Text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var factor
            )
            && factor is > 1 and <= FactorMax
            ? factor
            : session.Values.Refuse<double?>(
                fields["memory"] ?? node,
                $"on_oom needs a factor for the memory above 1x and up to {FactorMax}x",
                "write on_oom: {memory: 2x}"
            );
    }
}
