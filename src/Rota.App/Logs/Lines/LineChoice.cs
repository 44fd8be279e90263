using Rota.Core.Model;

namespace Rota.App.Logs.Lines;

/// <summary>Which lines are wanted.</summary>
/// <param name="Pattern">Those that have it; null for any.</param>
/// <param name="Since">Those that may have been written since; null for any.</param>
internal sealed record LineChoice(LinePattern? Pattern, Instant? Since)
{
    /// <summary>Whether a line is one of them.</summary>
    public bool Has(ReadOnlySpan<byte> line, LineTime time) =>
        !(time.At < Since) && (Pattern is null || Pattern.Matches(line is [.., (byte)'\n'] ? line[..^1] : line));
}
