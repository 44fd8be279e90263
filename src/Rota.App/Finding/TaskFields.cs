using Rota.Core.Filters;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;
using Rota.Core.Results;

namespace Rota.App.Finding;

/// <summary>What tasks are found and sorted by. A field is added here, and nowhere else.</summary>
internal static class TaskFields
{
    /// <summary>The families whose members are parameters.</summary>
    private static readonly string[] ParameterFamilies = ["param", "matrix", "csv"];

    /// <summary>The fields.</summary>
    public static FieldTable<TaskFacts> Table { get; } =
        new([
            new("task", FieldKind.Text, task => FieldValue.Of(task.Spec.Id)),
            new("index", FieldKind.Number, task => FieldValue.Of((double?)task.Index)),
            new("name", FieldKind.Text, task => FieldValue.Of(TaskLabel.Of(task.Spec, task.Row.Index))),
            new("state", FieldKind.Word, task => FieldValue.Of(task.Shown.WireName()))
            {
                Words = [.. Enum.GetValues<TaskState>().Select(state => state.WireName())],
            },
            new("attempt", FieldKind.Number, task => FieldValue.Of((double?)task.Row.Attempt)),
            new("node", FieldKind.Text, task => FieldValue.Of(task.Node)),
            new("exit", FieldKind.Number, task => FieldValue.Of((double?)task.Row.ExitCode)),
            new("signal", FieldKind.Number, task => FieldValue.Of((double?)task.Row.Signal)),
            new("dur", FieldKind.Span, task => FieldValue.Of(task.Taken)),
            new("started", FieldKind.Age, task => FieldValue.Of(task.Row.Started)),
            new("ended", FieldKind.Age, task => FieldValue.Of(task.Row.Ended)),
            new("text", FieldKind.Search, task => FieldValue.Of(task.Row.Reason)),
            new("result", FieldKind.Free, Result) { IsFamily = true },
            new("progress", FieldKind.Number, Progress) { IsFamily = true },
            .. ParameterFamilies.Select(family => new Field<TaskFacts>(family, FieldKind.Free, Parameter)
            {
                IsFamily = true,
            }),
        ]);

    /// <summary>Whether a field tells of the entry and the ordinal alone, and needs no row.</summary>
    public static bool IsOfSpec(string field) => field is "task" or "index" || ParameterFamilies.Contains(field);

    private static FieldValue Result(TaskFacts task, string name) =>
        FieldValue.OfFree(ResultObject.Value(task.Row.Reported?.Result, name)?.Text);

    /// <summary>The last number of one that has ended: what runs says so in a file, and not here.</summary>
    private static FieldValue Progress(TaskFacts task, string name) =>
        ProgressLines.Numbers(task.Row.Reported?.Progress).TryGetValue(name, out var number)
            ? FieldValue.Of((double?)number)
            : default;

    private static FieldValue Parameter(TaskFacts task, string name)
    {
        var parameters = new TaskParameters(task.Spec);
        return parameters.Find(name) is { } found
            ? FieldValue.OfFree(parameters.Value(found, task.Row.Index))
            : default;
    }
}
