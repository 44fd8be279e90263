using System.Text.Json;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Exporting;

/// <summary>Chrome's trace event format, for ui.perfetto.dev. Lanes hold what ran side by side.</summary>
internal static class TraceExport
{
    public static void Write(ExportSource source, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Json.Options);
        var lanes = new PriorityQueue<int, long>();
        var used = 0;
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        foreach (
            var attempt in source
                .Attempts.Where(attempt => attempt.Started is not null)
                .OrderBy(attempt => attempt.Started!.Value)
        )
        {
            var started = attempt.Started!.Value;
            var lane = lanes.TryPeek(out var free, out var until) && until <= started.Micros ? lanes.Dequeue() : ++used;
            lanes.Enqueue(lane, attempt.Ended.Micros);
            json.WriteStartObject();
            json.WriteString("name", source.NameOf(attempt));
            json.WriteString("cat", source.TaskOf(attempt).Id);
            json.WriteString("ph", "X");
            json.WriteNumber("ts", started.Micros);
            json.WriteNumber("dur", attempt.Ended.Micros - started.Micros);
            json.WriteNumber("pid", source.Job.Id.Value);
            json.WriteNumber("tid", lane);
            json.WriteStartObject("args");
            json.WriteString("state", attempt.Outcome.Word());
            json.WriteNumber("attempt", attempt.Number);
            json.WriteInteger("exit_code", attempt.ExitCode);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
