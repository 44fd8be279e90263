using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>One task with every placeholder filled in: what a process is started from.</summary>
public sealed record RenderedTask
{
    /// <summary>The program and its arguments.</summary>
    public required ImmutableArray<string> Argv { get; init; }

    /// <summary>The directory to run in, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// The whole environment of the submission, the job and the entry; the attempt's own variables go on top.
    /// </summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>Files that must exist after success, relative to <see cref="Directory"/>.</summary>
    public required ImmutableArray<string> Outputs { get; init; }

    /// <summary>
    /// The files that it reads, relative to <see cref="Directory"/>; null where nobody says, so that nothing moves.
    /// </summary>
    public ImmutableArray<string>? Inputs { get; init; }

    /// <summary>What it reads on standard input, its file absolute; null for nothing.</summary>
    public TaskInput? Input { get; init; }

    /// <summary>Files that its output is copied to, absolute, or null.</summary>
    public OutputCopies? Copies { get; init; }

    /// <summary>Whether standard error goes where standard output goes.</summary>
    public bool RedirectsErrors { get; init; }
}
