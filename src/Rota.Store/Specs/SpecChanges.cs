using System.Globalization;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Store.Specs;

/// <summary>
/// What is different about a job that is registered once more, in words. Compared is what is stored, so nothing that a
/// run would do differently is missed.
/// </summary>
public static class SpecChanges
{
    private const int ValueMax = 60;
    private const string Ticks = "Ticks";

    /// <summary>No name that is stored holds it.</summary>
    private const char Separator = '\0';
    private const string Task = "task";

    /// <summary>A shell changes these from one command to the next, or they name the session and nothing else.</summary>
    private static readonly string[] Passing =
    [
        "_",
        "OLDPWD",
        "SHLVL",
        "SSH_CLIENT",
        "SSH_CONNECTION",
        "SSH_TTY",
        "WINDOWID",
        "XDG_SESSION_ID",
    ];

    /// <summary>Values of these may be secrets, or nobody reads them.</summary>
    private static readonly string[] NamedOnly = ["environment", "process"];

    private static readonly Dictionary<string, string> JobWords = new(StringComparer.Ordinal)
    {
        ["params"] = "parameter",
        ["environment"] = "variable",
        ["process"] = "setting of the submitting process",
        ["tags"] = "tag",
    };

    private static readonly Dictionary<string, string> TaskWords = new(StringComparer.Ordinal)
    {
        ["environment"] = "variables",
        ["words"] = "command",
        ["dialect"] = "placeholders",
        ["kind"] = "kind of command",
    };

    /// <summary>The differences, one a sentence; none where both are the same.</summary>
    public static IReadOnlyList<string> Between(
        (JobSpec Job, ScheduleSpec Rules) registered,
        (JobSpec Job, ScheduleSpec Rules) wanted
    )
    {
        var (before, after) = (Facts(registered), Facts(wanted));
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Where(fact => before.GetValueOrDefault(fact) != after.GetValueOrDefault(fact))
                .Order(StringComparer.Ordinal)
                .Select(fact => Sentence(fact, before.GetValueOrDefault(fact), after.GetValueOrDefault(fact))),
        ];
    }

    private static string Sentence(string fact, string? before, string? after)
    {
        var parts = fact.Split(Separator);
        var isTask = parts[0] == Task;
        var subject = isTask ? parts[^1] : parts[0];
        var name = isTask
            ? $"{Task} {parts[1]} {TaskWords.GetValueOrDefault(subject, subject)}"
            : string.Join(' ', [JobWords.GetValueOrDefault(subject, subject), .. parts[1..]]);
        return NamedOnly.Contains(subject)
            ? $"{name}: {(before is null ? "new" : after is null ? "gone" : "another value")}"
            : $"{name}: {Short(before)} -> {Short(after)}";
    }

    private static string Short(string? value) =>
        value is null ? "none"
        : value.Length <= ValueMax ? value
        : value[..ValueMax] + "…";

    /// <summary>All that is stored, by a name of one to three parts.</summary>
    private static Dictionary<string, string> Facts((JobSpec Job, ScheduleSpec Rules) registration)
    {
        var (job, rules) = registration;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cron"] = rules.Cron.Text,
            ["timezone"] = rules.TimeZone,
            ["overlap"] = rules.Overlap.Word(),
            ["catch_up"] = rules.CatchUp.ToString("c", CultureInfo.InvariantCulture),
        };
        using var head = Parsed(json => SpecWriter.Job(json, job));
        var policies = head.RootElement.GetProperty("policies");
        foreach (var property in head.RootElement.EnumerateObject().Where(property => property.Name != "policies"))
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Add(facts, property.Name + Separator, property.Value, Passing);
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
            var other => other.GetRawText(),
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
