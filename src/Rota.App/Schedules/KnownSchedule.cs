using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Problems;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Schedules;

/// <summary>A schedule that must be there.</summary>
internal static class KnownSchedule
{
    /// <summary>Its row.</summary>
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static ScheduleRow Find(IHome home, string name)
    {
        using var queries = home.Read();
        var schedules = queries.Schedules;
        return schedules.Named(name)
            ?? throw new ProblemException(
                ProblemCodes.NoSuchSchedule,
                $"there is no schedule {Plain.Line(name)}",
                Nearest.Of(name, schedules.All().Select(schedule => schedule.Name)) is { } nearest
                    ? $"did you mean {Plain.Line(nearest)}?"
                    : "try: rota schedule ls"
            );
    }

    /// <summary>One that was there a moment ago.</summary>
    public static ProblemException Gone(string name) =>
        new(ProblemCodes.NoSuchSchedule, $"schedule {Plain.Line(name)} was removed just now", "try: rota schedule ls");
}
