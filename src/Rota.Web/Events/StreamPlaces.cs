using Rota.App.Problems;
using Rota.Core.Model;

namespace Rota.Web.Events;

/// <summary>
/// How far a stream of several jobs has told: the place of each, for each has its own sequence. It is the id of an
/// event there: <c>42.17-43.9</c>.
/// </summary>
internal static class StreamPlaces
{
    private const int LengthMax = 4_096;

    /// <summary>The places in an id; none where none is sent.</summary>
    /// <exception cref="ProblemException">It is no id.</exception>
    public static IReadOnlyDictionary<JobId, long> Read(string? id)
    {
        var places = new Dictionary<JobId, long>();
        foreach (var part in id is { Length: > 0 and <= LengthMax } ? id.Split('-') : [])
        {
            if (
                part.Split('.') is not [var job, var number]
                || EventText.Number(job) is not { } of
                || EventText.Number(number) is not { } place
            )
            {
                throw new ProblemException(ProblemCodes.Usage, $"after={part}: this is no id of such a stream");
            }

            places[new JobId(of)] = place;
        }

        return places;
    }

    /// <summary>The id that says so.</summary>
    public static string Write(IEnumerable<(JobId Job, long Place)> places) =>
        string.Join('-', places.Select(one => $"{one.Job.Value}.{one.Place}"));
}
