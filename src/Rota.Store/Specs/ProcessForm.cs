using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>
/// How the settings of a submitter's process are written: one property of the job; none in earlier ones.
/// </summary>
internal static class ProcessForm
{
    public static void Write(Utf8JsonWriter json, ProcessSettings process)
    {
        json.WriteStartObject("process");
        json.WriteNumber("umask", process.Umask);
        json.WriteNumber("nice", process.Nice);
        json.WriteNumber("scheduling", process.Scheduling);
        json.WriteNumber("realTimePriority", process.RealTimePriority);
        json.WriteNumber("diskPriority", process.DiskPriority);
        json.Text("cpus", process.Cpus);
        json.WriteStartObject("limits");
        foreach (var (name, limit) in process.Limits)
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(limit.Soft);
            json.WriteNumberValue(limit.Hard);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static ProcessSettings? Read(JsonElement job) =>
        job.TryGetProperty("process", out var process)
            ? new()
            {
                Umask = (int)process.Integer("umask", 0),
                Nice = (int)process.Integer("nice", 0),
                Scheduling = (int)process.Integer("scheduling", 0),
                RealTimePriority = (int)process.Integer("realTimePriority", 0),
                DiskPriority = (int)process.Integer("diskPriority", 0),
                Cpus = process.Text("cpus"),
                Limits = process
                    .GetProperty("limits")
                    .EnumerateObject()
                    .ToImmutableSortedDictionary(
                        limit => limit.Name,
                        limit => new ResourceLimit(limit.Value[0].GetUInt64(), limit.Value[1].GetUInt64()),
                        StringComparer.Ordinal
                    ),
            }
            : null;
}
