namespace Rota.Node.Keeper.Processes;

/// <summary>
/// The mark in the environment of every process of an attempt, by which it is found when nothing else tells whose it
/// is. It names the state too: attempts of two states may have the same number.
/// </summary>
/// <param name="statePath">Absolute path of the state directory.</param>
public sealed class AttemptMark(string statePath)
{
    private readonly string suffix = "@" + statePath;

    /// <summary>The mark of an attempt.</summary>
    public string Of(long attempt) => attempt + suffix;

    /// <summary>The attempt that a mark names, if it is of this state.</summary>
    public long? AttemptOf(string? mark) =>
        mark is not null
        && mark.EndsWith(suffix, StringComparison.Ordinal)
        && long.TryParse(mark.AsSpan(0, mark.Length - suffix.Length), out var attempt)
            ? attempt
            : null;
}
