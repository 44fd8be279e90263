using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>How tasks that were added to a job are written: one property of the job; none without any.</summary>
internal static class AdditionForm
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<Addition> additions)
    {
        if (additions.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("additions");
        foreach (var addition in additions)
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
