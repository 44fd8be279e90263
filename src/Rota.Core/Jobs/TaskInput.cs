using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>What an attempt reads on its standard input: one of the two.</summary>
/// <param name="File">A file, a template, relative to the directory of the job.</param>
/// <param name="Text">A text, a template.</param>
public sealed record TaskInput(string? File, string? Text);

/// <summary>
/// The files that tasks read: with them a task can run on a machine that has none of them. Equal by content.
/// </summary>
/// <param name="Names">Names, directories or patterns, as templates, each relative to where the task runs.</param>
public sealed record DeclaredFiles(ImmutableArray<string> Names)
{
    /// <summary>Most names of a task, and most files that they may lead to.</summary>
    public const int CountMax = 10_000;

    /// <inheritdoc/>
    public bool Equals(DeclaredFiles? other) => other is not null && Names.SequenceEqual(other.Names);

    /// <inheritdoc/>
    public override int GetHashCode() => Names.Aggregate(Names.Length, HashCode.Combine);

    /// <summary>
    /// What is wrong with a name that is to stay in the directory of its task, wherever that is; null for nothing. What
    /// links lead to is not seen here: whoever opens it sees to that.
    /// </summary>
    public static string? MistakeIn(string name) =>
        name.Length == 0 ? "it is empty"
        : name[0] == '/' ? "it begins at the root, and another machine has another"
        : name.Contains('\0', StringComparison.Ordinal) ? "it has a NUL in it"
        : name.TrimEnd('/').Split('/') is var parts && parts.Contains("..")
            ? "it leads out of the directory of its task"
        : parts.Any(part => part is "" or ".") ? "it has a part that names nothing"
        : null;
}
