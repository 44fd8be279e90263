using Rota.App.Planning;
using Rota.App.Schedules;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Shows a plan.</summary>
internal static class PlanPage
{
    public static void Print(Invocation cli, PlanView plan) =>
        Answer.Print(cli.Output, plan, PlanJson.Default.PlanView, PrintHuman, plan => Screen.Out.WriteLine(plan.Plan));

    private static void PrintHuman(PlanView plan)
    {
        var writer = Screen.Out;
        writer.WriteLine(
            $"plan {plan.Plan}: {Plain.Line(plan.Name)}, {Words.Count(plan.Tasks, "task")} "
                + $"in {Words.Count(plan.Levels, "level")}, in {Plain.Line(plan.Directory)}"
        );
        foreach (var entry in plan.Entries)
        {
            PrintEntry(writer, entry);
        }

        if (plan.EntryCount > plan.Entries.Count)
        {
            writer.WriteLine($"  … and {plan.EntryCount - plan.Entries.Count} more");
        }

        foreach (var need in plan.After ?? [])
        {
            writer.WriteLine($"  waits for job {need.Replace(":", ": ", StringComparison.Ordinal)}");
        }

        if (plan.NotBefore is { } moment)
        {
            writer.WriteLine($"  starts nothing before {moment}");
        }

        foreach (var misfit in plan.Misfits)
        {
            writer.WriteLine($"  cannot run: {misfit}");
        }

        foreach (var wait in plan.Waits ?? [])
        {
            writer.WriteLine($"  {Plain.Line(wait)}");
        }

        if (plan.Now is { } now)
        {
            writer.WriteLine($"  now: {Plain.Line(now.Sentence)}");
        }

        writer.WriteLine(
            plan.EstimateSeconds is { } estimate
                ? $"  estimated makespan: at least {Words.Duration(TimeSpan.FromSeconds(estimate))} "
                    + "(recorded durations, this machine's slots)"
                : "  estimated makespan: not known before a first run"
        );
        if (plan.Schedule is { } schedule)
        {
            PrintSchedule(writer, schedule, plan);
        }

        if (plan.Change is { } change)
        {
            PrintChange(writer, change);
        }
    }

    private static void PrintEntry(TextWriter writer, PlanEntry entry)
    {
        var needs = entry.Needs.Count == 0 ? "" : $"  after {string.Join(", ", entry.Needs)}";
        writer.WriteLine($"  level {entry.Level}  {entry.Id}  {Words.Count(entry.Tasks, "task")}{needs}");
        if (entry.Starts.Count > 0)
        {
            writer.WriteLine($"    with:  {string.Join(", ", entry.Starts)}");
        }

        if (entry.Tasks == 0)
        {
            return;
        }

        writer.WriteLine($"    first: {entry.First}");
        if (entry.Last is { } last)
        {
            writer.WriteLine($"    last:  {last}");
        }
    }

    private static void PrintSchedule(TextWriter writer, PlannedSchedule schedule, PlanView plan)
    {
        var back = schedule.CatchUpSeconds > 0 ? Words.Duration(TimeSpan.FromSeconds(schedule.CatchUpSeconds)) : "none";
        writer.WriteLine(
            $"  schedule: {schedule.Cron} in {schedule.TimeZone}, overlap {schedule.Overlap}, catch-up {back}"
        );
        foreach (var instant in plan.Next ?? [])
        {
            writer.WriteLine($"    next: {ScheduleTimes.Text(schedule.TimeZone, instant)}");
        }
    }

    private static void PrintChange(TextWriter writer, RegistrationChange change)
    {
        writer.WriteLine(
            $"  schedule {Plain.Line(change.Name)} is registered: "
                + (
                    change.IsRefused ? "different, so this would be refused without --replace"
                    : change.Changes.Count > 0 ? "this one would take its place"
                    : change.Replaces ? "the same; your environment would be captured anew"
                    : "the same, nothing would change"
                )
        );
        foreach (var line in RegistrationChange.Shown(change.Changes))
        {
            writer.WriteLine($"    {Plain.Line(line)}");
        }
    }
}
