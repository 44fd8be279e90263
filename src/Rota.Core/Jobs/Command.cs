using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>What a task runs.</summary>
public sealed record Command
{
    /// <summary>How <see cref="Words"/> is to be read.</summary>
    public required CommandKind Kind { get; init; }

    /// <summary>argv for <see cref="CommandKind.Argv"/>; one text for a shell.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>Which placeholders the words use.</summary>
    public Dialect Dialect { get; init; }
}

/// <summary>The ways to run a command.</summary>
public enum CommandKind
{
    /// <summary>A program and its arguments; no shell in between.</summary>
    Argv,

    /// <summary>A text for <c>/bin/sh -c</c>.</summary>
    Shell,

    /// <summary>A script text: its first line may name the interpreter, else <c>/bin/sh</c>.</summary>
    Script,
}

/// <summary>The placeholder languages.</summary>
public enum Dialect
{
    /// <summary>Job files: <c>${matrix.lr}</c>.</summary>
    Dollar,

    /// <summary>Command line: GNU parallel's <c>{} {.} {/} {//} {/.} {#} {1}</c>; <c>{column}</c> for CSV.</summary>
    Braces,
}
