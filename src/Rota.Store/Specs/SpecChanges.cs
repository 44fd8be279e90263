using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Store.Specs;

/// <summary>
/// What is different about a job that is registered once more, in words. Compared is the form that is stored, so nothing
/// that either states is missed.
/// </summary>
public static class SpecChanges
{
    private const int ValueMax = 60;

    /// <summary>Values of these may be secrets.</summary>
    private static readonly string[] NamedOnly = [SpecFacts.Variable, "environment"];

    private static readonly Dictionary<string, string> JobWords = new(StringComparer.Ordinal)
    {
        ["params"] = "parameter",
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
        var (one, other) = StatedSpec.Both(registered.Job, wanted.Job);
        var (before, after) = (SpecFacts.Of((one, registered.Rules)), SpecFacts.Of((other, wanted.Rules)));
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Where(fact => before.GetValueOrDefault(fact) != after.GetValueOrDefault(fact))
                .Order(StringComparer.Ordinal)
                .Select(fact => Sentence(fact, before.GetValueOrDefault(fact), after.GetValueOrDefault(fact))),
        ];
    }

    /// <summary>The differences of two jobs alone.</summary>
    public static IReadOnlyList<string> Between(JobSpec one, JobSpec other) =>
        Between((one, NoRules), (other, NoRules));

    private static readonly ScheduleSpec NoRules = new() { Cron = CronExpression.Parse("@yearly").Cron! };

    private static string Sentence(string fact, string? before, string? after)
    {
        var parts = fact.Split(SpecFacts.Separator);
        var isTask = parts[0] == SpecFacts.Task;
        var subject = isTask ? parts[^1] : parts[0];
        var name = isTask
            ? $"{SpecFacts.Task} {parts[1]} {TaskWords.GetValueOrDefault(subject, subject)}"
            : string.Join(' ', [JobWords.GetValueOrDefault(subject, subject), .. parts[1..]]);
        return NamedOnly.Contains(subject)
            ? $"{name}: {(before is null ? "new" : after is null ? "gone" : "another value")}"
            : $"{name}: {Short(before)} -> {Short(after)}";
    }

    private static string Short(string? value) =>
        value is null ? "none"
        : value.Length <= ValueMax ? value
        : ByteText.Head(value, ValueMax) + "…";
}
