using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>Output whose values belong to the machine, or are tested elsewhere: only what it consists of.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Doctor_finds_the_same_things_everywhere()
    {
        using var rota = new RotaState();
        var findings = rota.Json("doctor").Exits(0).Json.GetProperty("findings").EnumerateArray();
        Matches(nameof(Doctor_finds_the_same_things_everywhere), string.Concat(findings.Select(finding =>
            $"{finding.GetProperty("name").GetString()}: {string.Join(' ', KeysOf(finding))}\n")));
    }

    [Fact]
    public void Doctor_names_the_same_findings_to_people()
    {
        using var rota = new RotaState();
        var json = rota.Json("doctor").Exits(0).Json.GetProperty("findings").EnumerateArray();
        var human = rota.Run("doctor").Exits(0).Lines.Where(line => line[0] != ' ').Select(line => line.Split(' ')[0]);
        Assert.Equal(json.Select(finding => finding.GetProperty("name").GetString()), human);
    }

    [Fact]
    public void The_schema_has_these_keys_for_a_job_and_a_task()
    {
        using var rota = new RotaState();
        var schema = rota.Run("schema").Exits(0).Json;
        var definitions = schema.GetProperty("$defs");
        Matches(nameof(The_schema_has_these_keys_for_a_job_and_a_task), $"schema: {string.Join(' ', KeysOf(schema))}\n"
            + string.Concat(definitions.EnumerateObject().Select(definition =>
                $"{definition.Name}: {string.Join(' ', Properties(definition.Value))}".TrimEnd() + "\n")));
    }

    private static void Matches(string test, string text) => Snapshot.Matches($"{nameof(ShapeTests)}.{test}", text);

    private static IEnumerable<string> KeysOf(JsonElement json) => json.EnumerateObject().Select(entry => entry.Name);

    private static IEnumerable<string> Properties(JsonElement definition) =>
        definition.TryGetProperty("properties", out var properties) ? KeysOf(properties) : [];
}
