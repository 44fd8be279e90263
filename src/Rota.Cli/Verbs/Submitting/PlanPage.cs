using Rota.App.Planning;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Shows a plan.</summary>
internal static class PlanPage
{
    private const int EntriesMax = 12;

    public static void Print(
        Invocation cli,
        JobSpec spec,
        Plan plan,
        double timeScale,
        ScheduleSpec? schedule = null,
        RegistrationChange? change = null
    )
    {
        var levels = Levels.All(spec);
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteString("plan", plan.Id);
                    json.WriteString("name", spec.Name);
                    json.WriteNumber("tasks", spec.TaskCount);
                    json.WriteNumber("levels", Levels.Count(levels));
                    json.WriteBoolean("fits", plan.Misfits.Count == 0);
                    json.WriteStartArray("misfits");
                    foreach (var misfit in plan.Misfits)
                    {
                        json.WriteStringValue(ByteText.Visible(misfit));
                    }

                    json.WriteEndArray();
                    if (schedule is not null)
                    {
                        NextRuns.Write(json, schedule, WallClock.Now, NextRuns.Shown);
                    }

                    change?.Write(json);
                })
            );
            return;
        }

        if (cli.Output == OutputMode.Quiet)
        {
            Screen.Out.WriteLine(plan.Id);
            return;
        }

        PrintHuman(spec, plan, levels, timeScale);
        NextRuns.Print(schedule);
        change?.Print();
    }

    private static void PrintHuman(JobSpec spec, Plan plan, int[] levels, double timeScale)
    {
        var writer = Screen.Out;
        writer.WriteLine(
            $"plan {plan.Id}: {Plain.Line(spec.Name)}, {Words.Count(spec.TaskCount, "task")} "
                + $"in {Words.Count(Levels.Count(levels), "level")}, in {Plain.Line(spec.Directory)}"
        );
        for (var group = 0; group < Math.Min(spec.Tasks.Length, EntriesMax); group++)
        {
            var task = spec.Tasks[group];
            var needs = task.Needs.IsEmpty
                ? ""
                : $"  after {string.Join(", ", task.Needs.Select(need => spec.Tasks[need.Task].Id))}";
            writer.WriteLine($"  level {levels[group]}  {task.Id}  {Words.Count(task.Expansion.Count, "task")}{needs}");
            writer.WriteLine($"    first: {plan.CommandOf(group, 0)}");
            if (task.Expansion.Count > 1)
            {
                writer.WriteLine($"    last:  {plan.CommandOf(group, task.Expansion.Count - 1)}");
            }
        }

        if (spec.Tasks.Length > EntriesMax)
        {
            writer.WriteLine($"  … and {spec.Tasks.Length - EntriesMax} more");
        }

        foreach (var misfit in plan.Misfits)
        {
            writer.WriteLine($"  cannot run: {misfit}");
        }

        writer.WriteLine(
            plan.Estimate(timeScale) is { } estimate
                ? $"  estimated makespan: at least {Words.Duration(estimate)} "
                    + "(recorded durations, this machine's slots)"
                : "  estimated makespan: not known before a first run"
        );
    }
}
