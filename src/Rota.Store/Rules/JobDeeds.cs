using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Rules;

/// <summary>
/// What the audit tells of changes of jobs: facts and numbers. What jobs run, and with which variables, stays with the
/// job: there may be secrets among that.
/// </summary>
public static class JobDeeds
{
    /// <summary>A job that was accepted.</summary>
    public static Deed Submit(JobId job, JobSpec spec) =>
        new(
            "job.submit",
            Subject(job),
            null,
            Properties.Object(json =>
            {
                json.Text("name", spec.Name);
                json.Number("tasks", spec.TaskCount);
                json.Text("queue", spec.Queue);
                json.Text("budget", spec.Budget);
            })
        );

    /// <summary>Something that was asked of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stored">How it stands; null where there is none.</param>
    /// <param name="request">What.</param>
    public static Deed Ask(JobId job, JobStanding? stored, Request request) =>
        new(
            $"job.{request.GetType().Name.ToLowerInvariant()}",
            Subject(job),
            stored?.Text,
            Properties.Object(json => Write(json, request))
        );

    /// <summary>An ended job that was removed with its output.</summary>
    public static Deed Remove(JobId job, JobStanding? stored) => new("job.prune", Subject(job), stored?.Text);

    /// <summary>A process begins that runs these jobs only.</summary>
    public static Deed RunOnly(IReadOnlyList<JobId> jobs) =>
        new(
            "state.run",
            "state",
            null,
            Properties.Object(json => json.Texts("jobs", [.. jobs.Select(job => job.ToString())]))
        );

    /// <summary>A daemon begins to run all jobs, or ends that.</summary>
    public static Deed Serve(bool before, bool after) =>
        new("state.serve", "state", Flag("serves_all", before), Flag("serves_all", after));

    /// <summary>The slots of the machine were set.</summary>
    public static Deed Slots(int before, int after) =>
        new(
            "slots.set",
            "machine",
            Properties.Object(json => json.Number("slots", before)),
            Properties.Object(json => json.Number("slots", after))
        );

    private static string Subject(JobId job) => $"job {job}";

    private static string Flag(string name, bool value) => Properties.Object(json => json.WriteBoolean(name, value));

    private static void Write(Utf8JsonWriter json, Request request)
    {
        switch (request)
        {
            case Request.Cancel { IsAll: true }:
                json.WriteBoolean("now", true);
                break;
            case Request.Priority { To: var to }:
                json.Number("priority", to);
                break;
            case Request.Parallel { Most: var most, Entry: var entry }:
                json.Text("task", entry);
                json.Number("max_parallel", most ?? 0);
                break;
            case Request.Queue { To: var queue }:
                json.Text("queue", queue);
                break;
            case Request.Timeout { Longest: var longest, Entry: var entry }:
                json.Text("task", entry);
                json.Number("timeout_seconds", longest?.TotalSeconds ?? 0);
                break;
            case Request.Hold { Group: var group, Tasks: var tasks }:
                Tasks(json, group, tasks);
                break;
            case Request.Release { Group: var group, Tasks: var tasks }:
                Tasks(json, group, tasks);
                break;
            case Request.Add { Group: var group, More: var more }:
                json.Number("entry", group);
                json.Number("tasks", more.Count);
                break;
            case Request.Edit { Entries: var entries }:
                json.Numbers("entries", entries);
                break;
            case Request.Rerun { Tasks: var tasks }:
                json.Text("which", tasks.GetType().Name.ToLowerInvariant());
                json.Number("tasks", (tasks as RerunSelection.Chosen)?.Tasks.Count);
                break;
        }
    }

    private static void Tasks(Utf8JsonWriter json, int group, OrdinalRanges tasks)
    {
        json.Number("entry", group);
        json.Number("tasks", tasks.Count);
    }
}
