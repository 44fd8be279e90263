using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Store.Specs;

/// <summary>
/// What is stored of a registration as single facts, each by a name of one to three parts. They come of the form that is
/// stored itself, so a property that is new there is a fact here.
/// </summary>
internal static class SpecFacts
{
    /// <summary>Between the parts of a name: no name that is stored holds it.</summary>
    public const char Separator = '\0';

    /// <summary>The first part of the facts of a task entry; its id is the second.</summary>
    public const string Task = "task";

    /// <summary>The first part of the facts of a variable.</summary>
    public const string Variable = "variable";

    private const string Ticks = "Ticks";

    /// <summary>All of a registration, of whose job only what it states is given.</summary>
    public static Dictionary<string, string> Of((JobSpec Job, ScheduleSpec Rules) registration)
    {
        var (job, rules) = registration;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cron"] = rules.Cron.Text,
            ["timezone"] = rules.TimeZone,
            ["overlap"] = rules.Overlap.WireName(),
            ["catch_up"] = rules.CatchUp.ToString("c", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in job.Environment)
        {
            facts[Variable + Separator + name] = value;
        }

        // Their form parts them by what JSON can name; here each is one fact.
        var others = job with
        {
            Environment = ImmutableSortedDictionary<string, string>.Empty,
        };
        using var head = Parsed(json => SpecWriter.Job(json, others));
        var policies = head.RootElement.GetProperty("policies");
        foreach (var property in head.RootElement.EnumerateObject().Where(property => property.Name != "policies"))
        {
            if (property.Value.ValueKind == JsonValueKind.Object && !property.Value.IsBytes())
            {
                Add(facts, property.Name + Separator, property.Value, []);
            }
            else
            {
                facts[property.Name] = Text(property);
            }
        }

        foreach (var task in job.Tasks)
        {
            using var entry = Parsed(json => SpecWriter.Task(json, task));
            Add(facts, $"{Task}{Separator}{task.Id}{Separator}", entry.RootElement, ["id", "policy"]);
            Add(facts, $"{Task}{Separator}{task.Id}{Separator}", policies[task.Policy], []);
        }

        facts["order of tasks"] = string.Join(", ", job.Tasks.Select(task => task.Id));
        return facts;
    }

    private static void Add(Dictionary<string, string> facts, string prefix, JsonElement element, string[] without)
    {
        foreach (var property in element.EnumerateObject().Where(property => !without.Contains(property.Name)))
        {
            facts[prefix + property.Name.Replace(Ticks, "", StringComparison.Ordinal)] = Text(property);
        }
    }

    private static string Text(JsonProperty property) =>
        property.Value switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { ValueKind: JsonValueKind.Number } ticks when property.Name.EndsWith(Ticks, StringComparison.Ordinal) =>
                TimeSpan.FromTicks(ticks.GetInt64()).ToString("c", CultureInfo.InvariantCulture),
            var other => Shown(other),
        };

    /// <summary>A value as people read it: bytes that are no UTF-8 as they are shown everywhere, and unlike any text.</summary>
    private static string Shown(JsonElement value) =>
        value switch
        {
            _ when value.IsBytes() => ByteText.Visible(value.TextValue()!),
            { ValueKind: JsonValueKind.Array } => $"[{string.Join(',', value.EnumerateArray().Select(Shown))}]",
            { ValueKind: JsonValueKind.Object } =>
                $"{{{string.Join(',', value.EnumerateObject().Select(one => $"{one.Name}: {Shown(one.Value)}"))}}}",
            _ => value.GetRawText(),
        };

    private static JsonDocument Parsed(Action<Utf8JsonWriter> write)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
