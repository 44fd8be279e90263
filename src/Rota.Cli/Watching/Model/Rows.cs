using Rota.App.Watching;
using Rota.Core.Model;

namespace Rota.Cli.Watching.Model;

/// <summary>The rows of the lists by their keys, and what the chosen one is.</summary>
internal static class Rows
{
    public static IReadOnlyList<string> Jobs(Overview overview) => [.. overview.Jobs.Select(job => $"{job.Id}")];

    public static IReadOnlyList<string> Running(Overview overview) =>
        [.. overview.Running.Select(task => task.Address)];

    public static IReadOnlyList<string> Failures(Overview overview) =>
        [.. overview.Failures.Select(failure => $"{failure.Address}.{failure.Attempt}")];

    public static IReadOnlyList<string> Tasks(JobPage page) => [.. page.Tasks.Select(task => task.Address)];

    /// <summary>The job that the person is at: the open one, or that of the chosen row.</summary>
    public static JobGlance? Job(TopState state)
    {
        var id = state.Page?.Job.Id ?? Chosen(state).Job;
        return state.Page?.Job ?? state.Overview.Jobs.FirstOrDefault(job => job.Id == id);
    }

    /// <summary>The chosen row: its job, and its task where it is one.</summary>
    public static (long? Job, string? Task) Chosen(TopState state)
    {
        var view = state.Overview;
        return state switch
        {
            { Page: { } page } => At(page.Tasks, state.Tasks.In(Tasks(page))) is { } task
                ? (page.Job.Id, task.Address)
                : (page.Job.Id, null),
            { Section: Section.Running } => At(view.Running, state.Running.In(Running(view))) is { } task
                ? (task.Job, task.Address)
                : (null, null),
            { Section: Section.Failures } => At(view.Failures, state.Failures.In(Failures(view))) is { } failure
                ? (failure.Job, failure.Address)
                : (null, null),
            _ => (At(view.Jobs, state.Jobs.In(Jobs(view)))?.Id, null),
        };
    }

    /// <summary>The task of the chosen row; of a job the latest failure, or what runs longest.</summary>
    public static string? Task(TopState state)
    {
        var (job, task) = Chosen(state);
        return task
            ?? state.Overview.Failures.FirstOrDefault(failure => failure.Job == job)?.Address
            ?? state.Overview.Running.FirstOrDefault(running => running.Job == job)?.Address;
    }

    /// <summary>What the key that pauses does to a job.</summary>
    public static Deed PauseOf(JobGlance job) => job.State == JobState.Paused ? Deed.Resume : Deed.Pause;

    private static T? At<T>(IReadOnlyList<T> rows, int place)
        where T : class => place >= 0 && place < rows.Count ? rows[place] : null;
}
