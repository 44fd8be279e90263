using Rota.App.Schedules;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Submitting;
using Rota.Core.Model;

namespace Rota.Cli.Verbs.Schedules;

/// <summary>
/// Schedules as people read them: all with their next and last runs, one with its next runs, one changed.
/// </summary>
internal static class ScheduleTable
{
    public static void Print(Invocation cli, ScheduleList list) =>
        Answer.Print(
            cli.Output,
            list,
            ScheduleJson.Default.ScheduleList,
            list =>
            {
                PrintColumns(list);
                foreach (var schedule in list.Schedules)
                {
                    TellSilence(schedule);
                }

                ScheduleNotes.NotServed(cli, list.IsServed || list.Schedules.Count == 0);
            },
            list =>
            {
                foreach (var schedule in list.Schedules)
                {
                    Screen.Out.WriteLine(Plain.Line(schedule.Name));
                }
            }
        );

    public static void Print(Invocation cli, ScheduleRuns runs) =>
        Answer.Print(
            cli.Output,
            runs,
            ScheduleJson.Default.ScheduleRuns,
            runs =>
            {
                foreach (var instant in runs.Next)
                {
                    Screen.Out.WriteLine(Text(runs.Schedule, instant));
                }

                if (runs.Paused)
                {
                    Screen.Error.WriteLine($"it is paused: rota schedule resume {Plain.Line(runs.Name)}");
                }

                TellSilence(runs.Schedule);
                ScheduleNotes.NotServed(cli, runs.IsServed);
            },
            runs =>
            {
                foreach (var instant in runs.Next)
                {
                    Screen.Out.WriteLine(instant.ToString());
                }
            }
        );

    public static void Print(Invocation cli, ScheduleState state, bool tellsNext) =>
        Answer.Print(
            cli.Output,
            state,
            ScheduleJson.Default.ScheduleState,
            state =>
            {
                var next =
                    state.Row is { Paused: false } row && tellsNext
                        ? $", next {Text(row, row.Next ?? Instant.Never)}"
                        : "";
                Screen.Error.WriteLine($"schedule {Plain.Line(state.Schedule)}: {state.State}{next}");
                TellSilence(state.Row);
            }
        );

    private static void PrintColumns(ScheduleList list)
    {
        var columns = new Columns("NAME", "CRON", "ZONE", "OVERLAP", "STATE", "NEXT", "LAST", "SKIPPED", "JOB");
        foreach (var schedule in list.Schedules)
        {
            columns.Add(
                schedule.Name,
                schedule.Cron,
                schedule.TimeZone,
                schedule.Overlap,
                schedule.State,
                schedule.Paused ? "-" : Text(schedule, schedule.Next ?? Instant.Never),
                Text(schedule, schedule.LastFired),
                Text(schedule, schedule.LastSkipped),
                schedule.LastJob is { } job ? $"{job} {schedule.LastJobState}" : "-"
            );
        }

        columns.Write(Screen.Out);
    }

    private static void TellSilence(ScheduleView? schedule)
    {
        if (schedule?.Silence is { } sentence)
        {
            Screen.Error.WriteLine(sentence);
        }
    }

    private static string Text(ScheduleView schedule, Instant? at) =>
        at is { } instant ? ScheduleTimes.Text(schedule.TimeZone, instant) : "-";
}
