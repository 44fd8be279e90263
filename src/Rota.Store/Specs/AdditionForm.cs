using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>How it is written that tasks may be added to a job, and which were: nothing without either.</summary>
internal static class AdditionForm
{
    public static void Write(Utf8JsonWriter json, JobSpec job)
    {
        if (job.IsOpen)
        {
            json.WriteBoolean("open", true);
        }

        if (job.Additions.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("additions");
        foreach (var addition in job.Additions)
        {
            json.WriteStartObject();
            json.WriteNumber("request", addition.Request);
            json.Text("key", addition.Key);
            json.WriteNumber("entry", addition.Entry);
            json.WriteNumber("first", addition.First);
            json.WriteNumber("count", addition.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static ImmutableArray<Addition> Read(JsonElement job) =>
        [
            .. job.Elements("additions")
                .Select(addition => new Addition(
                    addition.Integer("request", 0),
                    addition.Text("key"),
                    (int)addition.Integer("entry", 0),
                    (int)addition.Integer("first", 0),
                    (int)addition.Integer("count", 0)
                )),
        ];
}
