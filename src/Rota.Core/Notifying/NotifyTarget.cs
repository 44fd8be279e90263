using System.Collections.Immutable;

namespace Rota.Core.Notifying;

/// <summary>The ways to tell people or programs.</summary>
public enum Channel
{
    /// <summary>An HTTP POST of a CloudEvent.</summary>
    Webhook,

    /// <summary>A program of this machine; the event comes on its standard input.</summary>
    Command,

    /// <summary>A message to a Slack channel.</summary>
    Slack,

    /// <summary>A letter, by sendmail(1).</summary>
    Mail,

    /// <summary>A GET of a URL that misses it when it does not come.</summary>
    Ping,
}

/// <summary>Where a notification goes, and how it is sealed. Holds no secret: only where one is found.</summary>
public sealed record NotifyTarget
{
    /// <summary>The way.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The URL; null where it is in a file, and for what has none.</summary>
    public string? Url { get; init; }

    /// <summary>The file that holds the URL, where it is a secret itself.</summary>
    public string? UrlFile { get; init; }

    /// <summary>A program with its arguments, or the addresses of a letter.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Files with the secrets that a message is signed with; several while one replaces the other.</summary>
    public ImmutableArray<string> SecretFiles { get; init; } = [];

    /// <summary>Whether addresses of the machine itself and of private networks are allowed.</summary>
    public bool AllowsPrivate { get; init; }

    /// <summary>Where a program runs; null for where the service does.</summary>
    public string? Directory { get; init; }

    /// <summary>The longest that a program may run; null for the usual.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// The number of the user whose rule it is: programs run as them, and their files are read as they may. Only who
    /// knows the submitter sets it; null for a rule of whoever serves the state.
    /// </summary>
    public long? Owner { get; init; }

    /// <summary>The target in a few words that hold nothing secret: <c>webhook ops.example</c>.</summary>
    public string Name =>
        Channel switch
        {
            Channel.Command => $"command {Words.FirstOrDefault()}",
            Channel.Mail => $"mail {string.Join(", ", Words)}",
            _ => $"{Channel.ToString().ToLowerInvariant()} {Host}",
        };

    private string Host => Uri.TryCreate(Url, UriKind.Absolute, out var url) ? url.Authority : UrlFile ?? "?";
}
