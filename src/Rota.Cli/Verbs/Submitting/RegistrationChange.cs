using System.Text.Json;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Jobs;
using Rota.Core.Schedules;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>What a registration would change about the schedule that has its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsAsked">Whether it may take the place of that one.</param>
/// <param name="Changes">The differences; none where both are the same.</param>
internal sealed record RegistrationChange(string Name, bool IsAsked, IReadOnlyList<string> Changes)
{
    private const int ShownMax = 12;

    /// <summary>The change; null where nothing is registered under that name, or the job has no schedule.</summary>
    public static RegistrationChange? Of(Invocation cli, JobSpec job, ScheduleSpec? schedule)
    {
        if (schedule is null || !File.Exists(Path.Combine(cli.StatePath, StateDirectory.DatabaseName)))
        {
            return null;
        }

        using var queries = new JobQueries(cli.OpenState());
        return new ScheduleQuery(queries).ChangesBy(job, schedule) is { } changes
            ? new RegistrationChange(job.Name, cli.Get(Registration.Replace), changes)
            : null;
    }

    /// <summary>What keeps a schedule that is registered from being changed by the way.</summary>
    public static ProblemException Refusal(string name, IReadOnlyList<string> changes) =>
        new(
            ProblemCodes.ScheduleDiffers,
            $"another schedule {name} is registered, and stays as it is; this one is different in "
                + Words.Count(changes.Count, "point"),
            [.. Shown(changes), "take its place: --replace; register it beside: --name NAME; run this once: rota run"]
        );

    /// <summary>As many differences as people read.</summary>
    public static IEnumerable<string> Shown(IReadOnlyList<string> changes) =>
        changes.Count <= ShownMax ? changes : [.. changes.Take(ShownMax), $"… and {changes.Count - ShownMax} more"];

    /// <summary>Refuses what would be refused before anybody is asked about it.</summary>
    public void RefuseUnasked()
    {
        if (Changes.Count > 0 && !IsAsked)
        {
            throw Refusal(Name, Changes);
        }
    }

    /// <summary>The change on the page of a plan.</summary>
    public void Print()
    {
        Screen.Out.WriteLine(
            $"  schedule {Plain.Line(Name)} is registered: "
                + (
                    Changes.Count == 0 && IsAsked ? "the same; your environment would be captured anew"
                    : Changes.Count == 0 ? "the same, nothing would change"
                    : IsAsked ? "this one would take its place"
                    : "different, so this would be refused without --replace"
                )
        );
        foreach (var change in Shown(Changes))
        {
            Screen.Out.WriteLine($"    {Plain.Line(change)}");
        }
    }

    /// <summary>The change for programs.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("refused", Changes.Count > 0 && !IsAsked);
        json.WriteStrings("changes", Changes);
    }
}
