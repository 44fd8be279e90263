using System.Text.Json;
using Rota.App.Views;
using Rota.Core.Slots;
using Rota.Linux.Clocks;
using Rota.Runners.Members;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Looking;

/// <summary>The frame and what its members show of themselves, at one moment.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Rows">A row for each member, in rank order.</param>
/// <param name="Now">The moment, in microseconds of the monotonic clock.</param>
internal sealed record Timetable(Frame Frame, IReadOnlyList<TimetableRow> Rows, long Now)
{
    /// <summary>Reads it.</summary>
    public static Timetable Read(JobQueries queries, SharedMap? map)
    {
        var frame = queries.Frame();
        var partitions = queries.PartitionCounts();
        var rows = frame.Members.Select(
            (member, rank) =>
                new TimetableRow(
                    member,
                    rank,
                    partitions.GetValueOrDefault(member.Incarnation),
                    map?.Read(member.Incarnation) ?? default,
                    Liveness.IsAlive(member)
                )
        );
        return new Timetable(frame, [.. rows], new MonotonicClock().Now);
    }

    /// <summary>
    /// Turns with work that fit in a second at their measured cost, by all runners together: slots are serial.
    /// </summary>
    public double? TurnsPerSecond => Rows.Max(row => (long?)row.Beat.CostP99) is > 0 and var cost ? 1e6 / cost : null;

    /// <summary>The versioned object for programs.</summary>
    public string ToJson() =>
        Json.Line(json =>
        {
            json.WriteNumber("version", 1);
            json.WriteNumber("epoch", Frame.Epoch);
            json.WriteNumber("cycle_ms", Frame.Cycle / 1_000.0);
            json.WriteNumber("slot_ms", Frame.SlotLength / 1_000.0);
            json.WriteNumber("guard_ms", Frame.Guard / 1_000.0);
            json.WriteBoolean("strict", Frame.IsStrict);
            json.WriteNumber("contention", Rows.Sum(row => row.Beat.Contention));
            json.WritePropertyName("turns_per_second_max");
            JsonSerializerOf(json, TurnsPerSecond);
            json.WriteStartArray("runners");
            foreach (var row in Rows)
            {
                row.Write(json);
            }

            json.WriteEndArray();
        });

    private static void JsonSerializerOf(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(Math.Round(number, 1));
        }
        else
        {
            json.WriteNullValue();
        }
    }
}

/// <summary>A member of the frame with what it shows.</summary>
/// <param name="Member">The member.</param>
/// <param name="Rank">Its place.</param>
/// <param name="Partitions">How many partitions it owns.</param>
/// <param name="Shown">What its place in the shared map holds.</param>
/// <param name="IsAlive">Whether its process lives.</param>
internal sealed record TimetableRow(Member Member, int Rank, int Partitions, Beat Shown, bool IsAlive)
{
    /// <summary>What it shows; nothing where another incarnation wrote.</summary>
    public Beat Beat => Shown.Incarnation == Member.Incarnation ? Shown : default;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Member.Id);
        json.WriteNumber("pid", Member.Pid);
        json.WriteNumber("rank", Rank);
        json.WriteNumber("incarnation", Member.Incarnation);
        json.WriteBoolean("alive", IsAlive);
        json.WriteNumber("partitions", Partitions);
        json.WriteNumber("turns", Beat.Turns);
        json.WriteNumber("overruns", Beat.Overruns);
        json.WriteNumber("steals", Beat.Steals);
        json.WriteNumber("contention", Beat.Contention);
        json.WriteNumber("debt", Beat.Debt);
        json.WriteNumber("lateness_p99_ms", Beat.LatenessP99 / 1_000.0);
        json.WriteNumber("turn_cost_p99_ms", Beat.CostP99 / 1_000.0);
        json.WriteEndObject();
    }
}
