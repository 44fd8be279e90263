using System.Collections.Immutable;
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

    /// <summary>Other values of parameters that its job has.</summary>
    /// <exception cref="ProblemException">It has none of such a name.</exception>
    public static ImmutableSortedDictionary<string, string> Params(
        IHome home,
        string name,
        IReadOnlyDictionary<string, string> parameters
    )
    {
        using var queries = home.Read();
        var known = queries.Schedules.Registered(name)?.Params ?? throw Gone(name);
        foreach (var parameter in parameters.Keys.Where(parameter => !known.ContainsKey(parameter)))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"schedule {Plain.Line(name)} has no parameter {Plain.Line(parameter)}",
                Nearest.Of(parameter, known.Keys) is { } nearest ? $"did you mean {Plain.Line(nearest)}?"
                    : known.IsEmpty ? "its job file has no params"
                    : $"its parameters are {Plain.Line(string.Join(", ", known.Keys))}"
            );
        }

        return parameters.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>One that was there a moment ago.</summary>
    public static ProblemException Gone(string name) =>
        new(ProblemCodes.NoSuchSchedule, $"schedule {Plain.Line(name)} was removed just now", "try: rota schedule ls");
}
