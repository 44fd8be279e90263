using System.Text.Json;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>What <c>rota slots --output json</c> tells.</summary>
internal sealed record Timetable(long Epoch, TimetableMember[] Members)
{
    public static Timetable Of(JsonElement json) => new(
        json.GetProperty("epoch").GetInt64(),
        [
            .. json.GetProperty("runners").EnumerateArray().Select(runner => new TimetableMember(
                runner.GetProperty("id").GetString()!,
                runner.GetProperty("pid").GetInt32(),
                runner.GetProperty("incarnation").GetInt64(),
                runner.GetProperty("partitions").GetInt32(),
                runner.GetProperty("turns").GetInt64(),
                runner.GetProperty("overruns").GetInt64(),
                runner.GetProperty("steals").GetInt64()))
        ]);

    /// <summary>The names, in rank order.</summary>
    public IEnumerable<string> Names => Members.Select(member => member.Id);
}

internal sealed record TimetableMember(
    string Id, int Pid, long Incarnation, int Partitions, long Turns, long Overruns, long Steals);
