using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Submitting;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Schedules;

/// <summary>What changing a schedule is answered with.</summary>
internal static class ScheduleAnswer
{
    /// <summary>The state of a schedule in a word: active, paused, or what keeps it from firing.</summary>
    public static string State(ScheduleRow row) =>
        row.IsPaused ? "paused"
        : !NextRuns.KnowsZone(row.Spec) ? "zone unknown here"
        : NextRuns.IsSilent(row) ? "silent"
        : row.Waiting > 0 ? $"{row.Waiting} waiting"
        : "active";

    public static void Print(Invocation cli, StateDirectory state, string name, string verb)
    {
        using var queries = new JobQueries(state);
        var row = new ScheduleQuery(queries).Named(name);
        var word = row is null ? "removed" : State(row);
        switch (cli.Output)
        {
            case OutputMode.Json:
                Screen.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteString("schedule", name);
                        json.WriteString("state", word);
                    })
                );
                break;
            case OutputMode.Human:
                var next =
                    row is { IsPaused: false } && verb == "resume" ? $", next {NextRuns.Text(row.Spec, row.Due)}" : "";
                Screen.Error.WriteLine($"schedule {Plain.Line(name)}: {word}{next}");
                if (row is not null)
                {
                    ScheduleNotes.Silent(row);
                }

                break;
        }
    }
}
