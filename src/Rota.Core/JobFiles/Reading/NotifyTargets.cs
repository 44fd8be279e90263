using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Notifying;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads where a rule of <c>notify</c> sends to, and refuses what means nothing there.</summary>
internal static class NotifyTargets
{
    /// <summary>The keys that only some ways have.</summary>
    private static readonly ImmutableArray<(string Key, Channel[] Ways)> Bound =
    [
        ("secret_file", [Channel.Webhook]),
        ("allow_private", [Channel.Webhook, Channel.Slack, Channel.Ping]),
        ("timeout", [Channel.Command]),
    ];

    /// <summary>The target, or null where it is wrong.</summary>
    /// <param name="session">The file.</param>
    /// <param name="way">The key that names the way.</param>
    /// <param name="fields">The rule.</param>
    public static NotifyTarget? Read(Session session, string way, Fields fields)
    {
        var channel = Enum.Parse<Channel>(way.Split('_')[0], ignoreCase: true);
        foreach (var (key, _) in Bound.Where(bound => fields[bound.Key] is not null && !bound.Ways.Contains(channel)))
        {
            session.Problems.Add(fields[key]!.At, $"{key} says nothing to {way}", $"remove {key}");
        }

        var target = new NotifyTarget
        {
            Channel = channel,
            AllowsPrivate =
                fields["allow_private"] is { } open && session.Values.Boolean(open, "allow_private") == true,
            SecretFiles = Files(session, fields["secret_file"]),
        };
        var node = fields[way]!;
        return channel switch
        {
            Channel.Command => Command(session, fields, target),
            Channel.Mail => Mail(session, node, target),
            _ when way.EndsWith("_file", StringComparison.Ordinal) => session.Values.Text(node, way) is { } file
                ? target with
                {
                    UrlFile = Path.Combine(session.Context.Directory, file),
                }
                : null,
            _ => Url(session, node, way) is { } url ? target with { Url = url } : null,
        };
    }

    private static ImmutableArray<string> Files(Session session, Node? node) =>
        node is null
            ? []
            :
            [
                .. session
                    .Values.Texts(node, "secret_file")
                    .Select(file => Path.Combine(session.Context.Directory, file)),
            ];

    private static string? Url(Session session, Node node, string way) =>
        session.Values.Text(node, way) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0
            ? url.UserInfo.Length == 0 ? text
                : session.Values.Refuse<string>(
                    node,
                    $"{way} holds a password, which the job would store",
                    $"put the URL into a file for your eyes only, and write {way}_file: PATH"
                )
        : session.Values.Refuse<string>(node, $"{way} must be a URL, not {node.Kind}", "write https://host/path");

    /// <summary>A list is a program with its arguments; a text is read by a shell, for its user wrote one.</summary>
    private static NotifyTarget? Command(Session session, Fields fields, NotifyTarget target)
    {
        var node = fields["command"]!;
        var words = session.Values.Texts(node, "command");
        if (words.IsEmpty || words[0].Length == 0)
        {
            return session.Values.Refuse<NotifyTarget>(node, "command is empty", "write command: [./page.sh]");
        }

        return target with
        {
            Words = node is SequenceNode ? words : ["/bin/sh", "-c", words[0]],
            Directory = session.Context.Directory,
            Timeout = fields["timeout"] is { } timeout
                ? session.Values.Duration(timeout, "timeout", canBeZero: false)
                : null,
        };
    }

    private static NotifyTarget? Mail(Session session, Node node, NotifyTarget target)
    {
        var addresses = session.Values.Texts(node, "mail");
        return addresses.IsEmpty || addresses.Any(address => !IsAddress(address))
            ? session.Values.Refuse<NotifyTarget>(
                node,
                "mail must name addresses",
                "write mail: [anna@example.org], without names and commas"
            )
            : target with
            {
                Words = addresses,
            };
    }

    /// <summary>
    /// Whether a text can be an argument of sendmail: not an option, not two, nothing that ends a line.
    /// </summary>
    private static bool IsAddress(string text) =>
        text.Length is > 0 and <= 254
        && text[0] != '-'
        && text.All(letter => letter is > ' ' and not '\u007F' and not (',' or ';' or '<' or '>' or '"'));
}
