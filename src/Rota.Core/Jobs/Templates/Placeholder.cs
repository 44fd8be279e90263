using Rota.Core.Jobs.Shells;

namespace Rota.Core.Jobs.Templates;

/// <summary>A place in a template where a value goes.</summary>
/// <param name="Text">The placeholder as written; it stays where no variable answers to its name.</param>
/// <param name="Name">The name: <c>matrix.lr</c>; for positional ones a number from 1, <c>#</c>, or empty for all
/// values.</param>
/// <param name="Part">Which part of the value is meant.</param>
/// <param name="Spot">Where it stands in the eyes of a shell.</param>
public sealed record Placeholder(string Text, string Name, PathPart Part, ShellSpot Spot)
{
    /// <summary>Whether its value would grow together with its neighbours: <c>$x{}</c> or <c>{}&gt;file</c>.</summary>
    public bool IsTight { get; init; }

    /// <summary>Where it begins in the text, from 0.</summary>
    public int At { get; init; }

    /// <summary>What it stands in or behind where no quoting is sure to hold, for a message; else null.</summary>
    public string? Trouble { get; init; }

    /// <summary>The text that it stands in and that a shell reads once more; null for none.</summary>
    internal ReadAgain? ReadAgain { get; init; }

    /// <summary>The position it names among the values, from 0, or null for a name.</summary>
    internal int? Position { get; init; }

    /// <summary>The name that stands for all positional values.</summary>
    internal const string All = "";

    /// <summary>The name that stands for the number of the task, from 1.</summary>
    internal const string Sequence = "#";

    /// <summary>The name that stands for the job slot of the running task.</summary>
    internal const string Slot = "task.slot";

    /// <summary>What the names of columns begin with.</summary>
    internal const string Column = "csv.";
}

/// <summary>Parts of a value that is a path.</summary>
public enum PathPart
{
    /// <summary><c>{}</c>: the value itself.</summary>
    Whole,

    /// <summary><c>{.}</c>: without the extension.</summary>
    WithoutExtension,

    /// <summary><c>{/}</c>: the last name.</summary>
    Name,

    /// <summary><c>{//}</c>: the directory.</summary>
    Directory,

    /// <summary><c>{/.}</c>: the last name without its extension.</summary>
    NameWithoutExtension,
}
