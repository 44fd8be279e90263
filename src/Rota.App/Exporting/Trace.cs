using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Exporting;

/// <summary>Chrome's trace event format, for ui.perfetto.dev. Lanes hold what ran side by side.</summary>
/// <param name="TraceEvents">An event for each attempt that started, by its start.</param>
internal sealed record Trace([property: JsonPropertyName("traceEvents")] IEnumerable<TraceEvent> TraceEvents)
{
    [JsonPropertyName("displayTimeUnit"), JsonPropertyOrder(-1)]
    public string DisplayTimeUnit => "ms";

    public static Trace Of(ExportSource source) => new(Events(source));

    private static IEnumerable<TraceEvent> Events(ExportSource source)
    {
        var lanes = new PriorityQueue<int, long>();
        var used = 0;
        foreach (
            var attempt in source
                .Attempts.Where(attempt => attempt.Started is not null)
                .OrderBy(attempt => attempt.Started!.Value)
        )
        {
            var started = attempt.Started!.Value;
            var lane = lanes.TryPeek(out _, out var until) && until <= started.Micros ? lanes.Dequeue() : ++used;
            lanes.Enqueue(lane, attempt.Ended.Micros);
            yield return new TraceEvent
            {
                Name = source.NameOf(attempt),
                Cat = source.TaskOf(attempt).Id,
                Ts = started.Micros,
                Dur = attempt.Ended.Micros - started.Micros,
                Pid = source.Job.Id.Value,
                Tid = lane,
                Args = new TraceFacts(attempt.Outcome, attempt.Number, attempt.ExitCode, source.ParamsOf(attempt))
                {
                    Result = ShownResult.Json(attempt.Reported),
                },
            };
        }
    }
}

/// <summary>An attempt as Chrome knows events.</summary>
internal sealed record TraceEvent
{
    public required string Name { get; init; }

    public required string Cat { get; init; }

    public string Ph { get; } = "X";

    public required long Ts { get; init; }

    public required long Dur { get; init; }

    public required long Pid { get; init; }

    public required int Tid { get; init; }

    public required TraceFacts Args { get; init; }
}

/// <summary>What is shown of an event that is clicked at.</summary>
internal sealed record TraceFacts(TaskState State, int Attempt, int? ExitCode, ParamsView Params)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; init; }
}
