using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>How a job ended, for programs: one object.</summary>
internal static class SummaryJson
{
    public static string Of(JobRow job, bool? isNew, TimeSpan wall) =>
        Json.Line(json =>
        {
            json.WriteNumber("version", 1);
            json.WriteStartObject("job");
            json.WriteNumber("id", job.Id.Value);
            json.WriteString("name", job.Name);
            json.WriteString("state", job.State.Word());
            if (isNew is { } known)
            {
                json.WriteBoolean("new", known);
            }

            json.WriteEndObject();
            json.WriteStartObject("tasks");
            json.WriteNumber("total", job.Total);
            json.WriteNumber("succeeded", job.In(TaskState.Succeeded));
            json.WriteNumber("failed", job.Failed);
            json.WriteNumber("cancelled", job.In(TaskState.Cancelled));
            json.WriteNumber("skipped", job.In(TaskState.Skipped));
            json.WriteNumber("lost", job.In(TaskState.Lost));
            json.WriteEndObject();
            json.WriteNumber("attempts", job.Attempts);
            json.WriteNumber("wall_seconds", Math.Round(wall.TotalSeconds, 6));
        });
}
