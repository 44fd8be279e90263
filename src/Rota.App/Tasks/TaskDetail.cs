using System.Text.Json.Serialization;
using Rota.App.Explaining;
using Rota.App.Exporting;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Model;

namespace Rota.App.Tasks;

/// <summary>One task with all its attempts.</summary>
public sealed record TaskDetail : View
{
    /// <summary>How every verb takes it: <c>42.train.3</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Its job.</summary>
    public required JobView Job { get; init; }

    /// <summary>The task, with its live or latest attempt.</summary>
    public required TaskView Task { get; init; }

    /// <summary>Its attempts that have ended, the first first.</summary>
    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    /// <summary>What nodes refused of it, as far as they remember, the newest first.</summary>
    public required IReadOnlyList<RefusedView> Refused { get; init; }

    /// <summary>The command of its next attempt, or of the one that runs, as people write it in a shell.</summary>
    public required string Command { get; init; }

    /// <summary>The bytes of the command where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? CommandBase64 { get; init; }

    /// <summary>Where it is started.</summary>
    public required string Directory { get; init; }

    /// <summary>The tasks of its job before and after it, by their addresses; null at the ends.</summary>
    public required TaskNeighbours Neighbours { get; init; }

    /// <summary>That of a task.</summary>
    /// <exception cref="ProblemException">The address names none, or more than one.</exception>
    public static TaskDetail Of(Site site, string address)
    {
        ArgumentNullException.ThrowIfNull(site);
        var home = site.Open();
        using var queries = home.Read();
        var found = TaskAddress.Look(queries, address);
        var source = new ExportSource(queries, found.Job, home.State);
        var (group, index) = OnlyOne(found, address);
        var entry = source.Spec.Tasks[group];
        var attempts = queries.Attempts.Of(new TaskKey(found.Job.Id, group, index));
        var name = Words.Address(found.Job.Id, entry, index);
        var command = source.CommandOf(group, index, (attempts is [.., var last] ? last.Number : 0) + 1);
        return new TaskDetail
        {
            Address = name,
            Job = JobCases.Status(site, $"{found.Job.Id}").Job,
            Task = TaskCases.List(site, new TaskListRequest(name, null)).Tasks.Single(),
            Attempts = [.. attempts.Select(source.ViewOf)],
            Refused = NodeRefusals.Of(queries, found.Job.Id, source.Spec, new TaskKey(found.Job.Id, group, index)),
            Command = ShownText.Of(command)!,
            CommandBase64 = ShownText.Bytes(command),
            Directory = ShownText.Of(source.Spec.Directory)!,
            Neighbours = new TaskNeighbours(
                index > 0 ? Words.Address(found.Job.Id, entry, index - 1) : null,
                index + 1 < entry.Expansion.Count ? Words.Address(found.Job.Id, entry, index + 1) : null
            ),
        };
    }

    private static (int Group, int Index) OnlyOne(TaskAddress found, string address)
    {
        var group = found.Group ?? (found.Spec.Tasks.Length == 1 ? 0 : null);
        var index = group is { } one ? found.Index ?? (found.Spec.Tasks[one].Expansion.Count == 1 ? 0 : null) : null;
        return group is { } known && index is { } place
            ? (known, place)
            : throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"{address} is more than one task",
                $"name one by its index: see rota tasks {found.Job.Id}"
            );
    }
}

/// <summary>The tasks beside one, in its entry.</summary>
/// <param name="Before">The one before it; null for the first.</param>
/// <param name="After">The one after it; null for the last.</param>
public sealed record TaskNeighbours(string? Before, string? After);

/// <summary>Tasks with their attempts, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter), typeof(JobStateConverter), typeof(TaskStateConverter)]
)]
[JsonSerializable(typeof(TaskDetail))]
public sealed partial class TaskJson : JsonSerializerContext;
