using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>How a limit on failures is written: nothing without one.</summary>
internal static class FailureLimitForm
{
    public static void Write(Utf8JsonWriter json, FailureLimit? limit)
    {
        if (limit is null)
        {
            return;
        }

        json.WriteNumber(limit.IsPercent ? "maxFailedPercent" : "maxFailures", limit.Value);
        if (limit.StopsRunning)
        {
            json.WriteBoolean("failuresStop", true);
        }
    }

    public static FailureLimit? Read(JsonElement job) =>
        job.Real("maxFailedPercent") is { } percent ? Limit(job, percent, isPercent: true)
        : job.Real("maxFailures") is { } number ? Limit(job, number, isPercent: false)
        : null;

    private static FailureLimit Limit(JsonElement job, double value, bool isPercent) =>
        new(value, isPercent)
        {
            StopsRunning = job.TryGetProperty("failuresStop", out var stops) && stops.GetBoolean(),
        };
}
