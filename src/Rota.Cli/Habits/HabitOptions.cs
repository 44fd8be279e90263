using System.CommandLine;

namespace Rota.Cli.Habits;

/// <summary>The options that say of a command what GNU parallel's say, in its words.</summary>
internal sealed class HabitOptions
{
    public Option<string?> ColumnSeparator { get; } =
        new("--colsep")
        {
            Description = "What separates values in an item: {1} {2} are its columns",
            HelpName = "REGEX",
        };

    public Option<string?> Header { get; } =
        new("--header")
        {
            Description = "With : the first item of each list has the names of its columns",
            HelpName = ":",
        };

    public Option<bool> Link { get; } =
        new("--link") { Description = "All lists side by side; a shorter one begins anew" };

    public Option<int?> MaxArguments { get; } =
        new("--max-args", "-N", "-n") { Description = "So many values of the list for each task", HelpName = "N" };

    public Option<string?> Halt { get; } =
        new("--halt") { Description = "As GNU parallel: never, soon,fail=3, now,fail=10%", HelpName = "WHEN" };

    /// <summary>All of them, in the order of a page of help.</summary>
    public IEnumerable<Option> All => [ColumnSeparator, Header, Link, MaxArguments, Halt];
}
