using System.CommandLine;
using System.Text.Json;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Submitting;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Schedules;

/// <summary><c>rota schedule ls</c>: the schedules, when they run next, and what became of the last run.</summary>
internal static class ScheduleList
{
    public static Command Create()
    {
        var command = new Command("ls", "List schedules with their next and their last run");
        command.SetAction(parsed => List(new Invocation(parsed)));
        return command;
    }

    private static int List(Invocation cli)
    {
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var schedules = new ScheduleQuery(queries).All();
        switch (cli.Output)
        {
            case OutputMode.Json:
                Screen.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteStartArray("schedules");
                        foreach (var schedule in schedules)
                        {
                            Write(json, schedule);
                        }

                        json.WriteEndArray();
                    })
                );
                break;
            case OutputMode.Quiet:
                foreach (var schedule in schedules)
                {
                    Screen.Out.WriteLine(Plain.Line(schedule.Name));
                }

                break;
            default:
                Print(schedules);
                foreach (var schedule in schedules)
                {
                    ScheduleNotes.Silent(schedule);
                }

                if (schedules.Count > 0)
                {
                    ScheduleNotes.NotServed(cli, state);
                }

                break;
        }

        return ExitCode.Success;
    }

    private static void Print(IReadOnlyList<ScheduleRow> schedules)
    {
        var columns = new Columns("NAME", "CRON", "ZONE", "OVERLAP", "STATE", "NEXT", "LAST", "SKIPPED", "JOB");
        foreach (var schedule in schedules)
        {
            columns.Add(
                schedule.Name,
                schedule.Spec.Cron.Text,
                schedule.Spec.TimeZone,
                schedule.Spec.Overlap.Word(),
                ScheduleAnswer.State(schedule),
                schedule.IsPaused ? "-" : NextRuns.Text(schedule.Spec, schedule.Due),
                Text(schedule, schedule.LastFired),
                Text(schedule, schedule.LastSkipped),
                schedule.LastJob is { } job ? $"{job.Id} {job.State.Word()}" : "-"
            );
        }

        columns.Write(Screen.Out);
    }

    private static string Text(ScheduleRow schedule, Instant? at) =>
        at is { } instant ? NextRuns.Text(schedule.Spec, instant) : "-";

    private static void Write(Utf8JsonWriter json, ScheduleRow schedule)
    {
        json.WriteStartObject();
        json.WriteString("name", schedule.Name);
        json.WriteString("cron", schedule.Spec.Cron.Text);
        json.WriteString("timezone", schedule.Spec.TimeZone);
        json.WriteString("overlap", schedule.Spec.Overlap.Word());
        json.WriteNumber("catch_up_seconds", schedule.Spec.CatchUp.TotalSeconds);
        json.WriteBoolean("paused", schedule.IsPaused);
        json.WriteInstant("next", schedule.IsPaused || schedule.Due == Instant.Never ? null : schedule.Due);
        json.WriteInstant("last_fired", schedule.LastFired);
        json.WriteInstant("last_skipped", schedule.LastSkipped);
        json.WriteInstant("silent_until", NextRuns.IsSilent(schedule) ? schedule.Due : null);
        json.WriteNumber("waiting", schedule.Waiting);
        json.WriteInteger("last_job", schedule.LastJob?.Id.Value);
        json.WriteString("last_job_state", schedule.LastJob?.State.Word());
        json.WriteEndObject();
    }
}
