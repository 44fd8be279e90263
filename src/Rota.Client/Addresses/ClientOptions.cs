namespace Rota.Client.Addresses;

/// <summary>How a server is talked to.</summary>
public sealed record ClientOptions
{
    /// <summary>The token; null for none, as where the socket itself says who asks. Default: null.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// A file of certificates (PEM) that sign those of servers, in place of those that this machine trusts. Default:
    /// null.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>Why things are changed, for the audit of the server; null for no reason. Default: null.</summary>
    public string? Why { get; init; }

    /// <summary>How often at most something is asked that may be asked twice. Default: 5.</summary>
    public int TriesMax { get; init; } = 5;

    /// <summary>The longest wait for an answer to begin. Default: two minutes, without what a wait asks for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The largest answer that is held, in bytes; output is passed on. Default: 256 MiB.</summary>
    public long AnswerMax { get; init; } = 256L << 20;
}
