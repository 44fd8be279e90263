using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.App.Schedules;

/// <summary>What a registration would change about the schedule that has its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Replaces">Whether it may take the place of that one.</param>
/// <param name="Changes">The differences; none where both are the same.</param>
public sealed record RegistrationChange(string Name, bool Replaces, IReadOnlyList<string> Changes)
{
    private const int ShownMax = 12;

    /// <summary>Whether it would be refused.</summary>
    public bool IsRefused => Changes.Count > 0 && !Replaces;

    /// <summary>The change; null where nothing is registered under that name.</summary>
    internal static RegistrationChange? Of(Site site, JobSpec job, ScheduleSpec schedule, bool replaces)
    {
        if (!Directory.Exists(site.Path) || site.Open() is not { Exists: true } home)
        {
            return null;
        }

        using var queries = home.Read();
        return queries.Schedules.ChangesBy(job, schedule) is { } changes
            ? new RegistrationChange(job.Name, replaces, changes)
            : null;
    }

    /// <summary>What keeps a schedule that is registered from being changed by the way.</summary>
    internal static ProblemException Refusal(string name, IReadOnlyList<string> changes) =>
        new(
            ProblemCodes.ScheduleDiffers,
            $"another schedule {name} is registered, and stays as it is; this one is different in "
                + Words.Count(changes.Count, "point"),
            [.. Shown(changes), "take its place: --replace; register it beside: --name NAME; run this once: rota run"]
        );

    /// <summary>As many differences as people read.</summary>
    internal static IEnumerable<string> Shown(IReadOnlyList<string> changes) =>
        changes.Count <= ShownMax ? changes : [.. changes.Take(ShownMax), $"… and {changes.Count - ShownMax} more"];
}
