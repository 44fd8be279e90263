using System.Text.Json;
using Rota.App.Views;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>Results for programs.</summary>
internal static class PolicyJson
{
    private const int Digits = 6;

    public static string Of(IReadOnlyList<PolicyResult> results) =>
        Json.Line(json =>
        {
            json.WriteNumber("version", 1);
            json.WriteStartArray("results");
            foreach (var result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter json, PolicyResult result)
    {
        json.WriteStartObject();
        json.WriteString("strategy", result.Settings.Strategy);
        json.WriteNumber("nodes", result.Settings.Nodes);
        json.WriteNumber("slots", result.Settings.Slots);
        json.WriteNumber("load", result.Settings.Load);
        json.WriteNumber("seed", result.Settings.Seed);
        Write(json, "response", result.Response, null);
        Write(json, "wait", result.Wait, result.ZeroWaitFraction);
        json.WriteNumber("messages_per_task", Math.Round(result.MessagesPerTask, Digits));
        json.WriteNumber("conflict_fraction", Math.Round(result.ConflictFraction, Digits));
        json.WriteNumber("tasks", result.Tasks);
        json.WriteNumber("events", result.Events);
        json.WriteNumber("events_per_second", Math.Round(result.EventsPerSecond));
        json.WriteString("digest", result.Digest.ToString("x16"));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, SpanResult span, double? zeroFraction)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mean", Math.Round(span.Mean, Digits));
        json.WriteNumber("p50", Math.Round(span.P50, Digits));
        json.WriteNumber("p95", Math.Round(span.P95, Digits));
        json.WriteNumber("p99", Math.Round(span.P99, Digits));
        if (span.HalfWidth is { } half)
        {
            json.WriteNumber("half_width", Math.Round(half, Digits));
        }
        else
        {
            json.WriteNull("half_width");
        }

        if (zeroFraction is { } zeros)
        {
            json.WriteNumber("zero_fraction", Math.Round(zeros, Digits));
        }

        json.WriteEndObject();
    }
}
