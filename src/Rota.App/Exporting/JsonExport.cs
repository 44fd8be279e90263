using System.Text.Json;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Exporting;

/// <summary>One object with the job and all its attempts.</summary>
internal static class JsonExport
{
    public static void Write(ExportSource source, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Json.Options);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteStartObject("job");
        json.WriteNumber("id", source.Job.Id.Value);
        json.WriteString("name", source.Job.Name);
        json.WriteString("state", source.Job.State.Word());
        json.WriteInstant("submitted", source.Job.Submitted);
        json.WriteInstant("started", source.Job.Started);
        json.WriteInstant("ended", source.Job.Ended);
        json.WriteEndObject();
        json.WriteStartArray("attempts");
        foreach (var attempt in source.Attempts)
        {
            json.WriteStartObject();
            json.WriteString("task", source.TaskOf(attempt).Id);
            json.WriteInteger("index", source.IndexOf(attempt));
            json.WriteNumber("attempt", attempt.Number);
            json.WriteString("state", attempt.Outcome.Word());
            json.WriteString("node", source.Node);
            json.WriteInstant("started", attempt.Started);
            json.WriteInstant("ended", attempt.Ended);
            json.WriteInteger("exit_code", attempt.ExitCode);
            json.WriteInteger("signal", attempt.Signal);
            json.WriteText("reason", attempt.Reason);
            json.WriteNumber("cpu_seconds", attempt.CpuMicros / 1e6);
            json.WriteNumber("peak_memory_bytes", attempt.PeakMemoryBytes);
            json.WriteText("command", source.CommandOf(attempt));
            json.WriteEndObject();
            if (json.BytesPending > 65_536)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
