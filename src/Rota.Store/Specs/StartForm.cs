using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Store.Specs;

/// <summary>What must have come before a job starts, and which instant it stands for, as JSON.</summary>
internal static class StartForm
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, JobSpec job)
    {
        json.Text("scheduledAt", job.ScheduledAt?.ToString("O", CultureInfo.InvariantCulture));
        json.Texts("after", [.. job.After.Select(need => $"{need.Job}:{need.Condition}")]);
        if (job.NotBefore is { } moment)
        {
            json.WriteString("notBefore", moment.Stated);
            json.WriteNumber("notBeforeAt", moment.At.Micros);
        }
    }

    /// <summary>The jobs that must have ended.</summary>
    public static ImmutableArray<JobNeed> After(JsonElement job) => [.. job.Texts("after").Select(Need)];

    /// <summary>The moment that must have come.</summary>
    public static StartMoment? NotBefore(JsonElement job) =>
        job.Text("notBefore") is { } stated
            ? new StartMoment(stated, new Instant(job.Integer("notBeforeAt", 0)))
            : null;

    /// <summary>The instant of a schedule.</summary>
    public static DateTimeOffset? ScheduledAt(JsonElement job) =>
        job.Text("scheduledAt") is { } at ? DateTimeOffset.ParseExact(at, "O", CultureInfo.InvariantCulture) : null;

    private static JobNeed Need(string text) =>
        text.Split(':') is [var job, var condition]
            ? new(new JobId(long.Parse(job, CultureInfo.InvariantCulture)), Enum.Parse<NeedCondition>(condition))
            : throw new InvalidDataException($"a job was stored with the need {text}");
}
