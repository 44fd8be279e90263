using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Core.Problems;

namespace Rota.App.Jobs;

/// <summary>Which tasks <c>rota tasks</c> lists.</summary>
internal static class TaskFilter
{
    /// <summary>
    /// Before <c>--only</c>, the filter was called <c>--state</c> too, and other tools have one. A directory of that name
    /// that is meant can be written as a path.
    /// </summary>
    public static void RefuseAsDirectory(string directory)
    {
        if (States.TryParse(directory, out _) && !Directory.Exists(directory))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--state names the directory of the state, and {directory} is none",
                $"for tasks by their state: rota tasks ID --only {directory}",
                $"for a directory of that name: --state ./{directory}"
            );
        }
    }

    /// <summary>The state of a task that a word names.</summary>
    public static TaskState? StateOf(string word)
    {
        string[] words = [.. Enum.GetValues<TaskState>().Select(known => known.WireName())];
        return States.TryParse(word, out var state)
            ? state
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--only {word}: there is no such state of a task",
                Nearest.Of(word, words) is { } nearest
                    ? $"did you mean {nearest}?"
                    : "states: " + string.Join(' ', words)
            );
    }
}
