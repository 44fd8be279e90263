using System.Text.Json;
using Rota.Core.Model;

namespace Rota.App.Views;

/// <summary>States as views have written them. One that only a newer server knows is refused.</summary>
internal static class StateWord
{
    /// <summary>The state of a job.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JobState Job(string? word)
    {
        foreach (var state in Enum.GetValues<JobState>())
        {
            if (state.WireName() == word)
            {
                return state;
            }
        }

        throw new JsonException($"{word} is no state of a job");
    }

    /// <summary>The state of a task.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TaskState Task(string? word) =>
        word is not null && States.TryParse(word, out var state)
            ? state
            : throw new JsonException($"{word} is no state of a task");
}
