using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.Jobs;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles;

/// <summary>
/// Turns the two lists of a recording, the tasks with their parents and the run times, into entries. JSON elements do
/// not know their line, so problems name the task and stand at the beginning of the file.
/// </summary>
internal sealed class WfFormatReader(ProblemList problems, double timeScale)
{
    private const double SecondsMax = 1e9;

    /// <summary>The entries, or null when the file has no list of tasks.</summary>
    public ImmutableArray<TaskSpec>? Read(JsonElement root)
    {
        if (
            Member(root, "workflow") is not { } workflow
            || Member(workflow, "specification") is not { } specification
            || Member(specification, "tasks") is not { ValueKind: JsonValueKind.Array } list
            || list.GetArrayLength() == 0
        )
        {
            Problem(
                "workflow.specification.tasks is missing or empty",
                "is this WfFormat 1.5? Convert older files with wfcommons"
            );
            return null;
        }

        if (list.GetArrayLength() > JobFileLimits.Entries)
        {
            Problem(
                $"the workflow has {list.GetArrayLength():N0} tasks, the limit is {JobFileLimits.Entries:N0}",
                "split it"
            );
            return null;
        }

        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = list.EnumerateArray().Select((task, position) => Id(task, position, positions)).ToImmutableArray();
        var seconds = RecordedSeconds(workflow, ids.Length, positions);
        var needs = list.EnumerateArray()
            .Select((task, position) => Needs(task, ids[position], position, positions))
            .ToImmutableArray();
        foreach (var (_, path) in NeedCycles.Find(needs, ids))
        {
            Problem($"these tasks are parents of each other: {path}", "a workflow has no cycles");
        }

        return [.. ids.Select((id, position) => Entry(id, needs[position], seconds[position]))];
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private string Id(JsonElement task, int position, Dictionary<string, int> positions)
    {
        var id = Text(Member(task, "id")) ?? Text(Member(task, "name"));
        if (id is null || !Names.IsPrintable(id))
        {
            Problem($"task number {position + 1} has no id of 1 to {JobFileLimits.NameLength} printable characters");
            return $"task{position + 1}";
        }

        if (!positions.TryAdd(id, position))
        {
            Problem($"two tasks have the id \"{id}\"");
        }

        return id;
    }

    private double?[] RecordedSeconds(JsonElement workflow, int count, Dictionary<string, int> positions)
    {
        var seconds = new double?[count];
        if (
            Member(workflow, "execution") is not { } execution
            || Member(execution, "tasks") is not { ValueKind: JsonValueKind.Array } list
        )
        {
            Problem(
                "workflow.execution.tasks is missing, so no run time is known",
                "use a recorded workflow, not a recipe"
            );
            return seconds;
        }

        foreach (var task in list.EnumerateArray())
        {
            if (Text(Member(task, "id")) is not { } id || !positions.TryGetValue(id, out var position))
            {
                Problem($"a run time is recorded for \"{Text(Member(task, "id"))}\", which is no task of the workflow");
            }
            else if (
                Member(task, "runtimeInSeconds") is not { ValueKind: JsonValueKind.Number } runtime
                || !runtime.TryGetDouble(out var value)
                || value is not (>= 0 and <= SecondsMax)
            )
            {
                Problem($"the runtimeInSeconds of \"{id}\" is no number from 0 to {SecondsMax:N0}");
            }
            else
            {
                seconds[position] = value;
            }
        }

        return seconds;
    }

    private ImmutableArray<Need> Needs(JsonElement task, string id, int position, Dictionary<string, int> positions)
    {
        if (Member(task, "parents") is not { ValueKind: JsonValueKind.Array } parents)
        {
            return [];
        }

        var needs = ImmutableArray.CreateBuilder<Need>(parents.GetArrayLength());
        var seen = new HashSet<int>();
        foreach (var parent in parents.EnumerateArray())
        {
            if (Text(parent) is not { } name || !positions.TryGetValue(name, out var needed))
            {
                Problem($"\"{id}\" has the parent \"{Text(parent)}\", which is no task of the workflow");
            }
            else if (needed == position)
            {
                Problem($"\"{id}\" is its own parent");
            }
            else if (seen.Add(needed))
            {
                needs.Add(new(needed, NeedCondition.Succeeded));
            }
        }

        return needs.DrainToImmutable();
    }

    private TaskSpec Entry(string id, ImmutableArray<Need> needs, double? seconds)
    {
        if (seconds is null && problems.IsEmpty)
        {
            Problem($"no run time is recorded for \"{id}\"");
        }

        var scaled = ((decimal)(seconds ?? 0) * (decimal)timeScale).ToString("0.######", CultureInfo.InvariantCulture);
        return new()
        {
            Id = id,
            Needs = needs,
            Command = new() { Kind = CommandKind.Argv, Words = ["sleep", scaled] },
            RecordedSeconds = seconds,
        };
    }

    private void Problem(string message, string? hint = null) => problems.Add(Place.Start, message, hint);
}
