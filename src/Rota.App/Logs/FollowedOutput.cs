using Rota.Core.Model;

namespace Rota.App.Logs;

/// <summary>How far the output of an attempt that runs was read.</summary>
internal sealed class FollowedOutput
{
    /// <summary>How far standard output was, in bytes.</summary>
    public long Output { get; set; }

    /// <summary>How far standard error was.</summary>
    public long Errors { get; set; }

    /// <summary>When it was looked at; null before that.</summary>
    public Instant? Looked { get; set; }
}
