using Rota.App.Logs.Lines;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Logs.Streams;

/// <summary>A stream of an attempt that has ended.</summary>
internal static class PackedStream
{
    /// <summary>Opens it.</summary>
    /// <exception cref="ProblemException">There is no such attempt, or its output is not there any more.</exception>
    public static StreamPart Open(StateDirectory state, IHomeReader queries, StreamAddress found, bool isErrors)
    {
        var attempt =
            queries.Attempts.Of(found.Task).FirstOrDefault(one => one.Number == found.Number)
            ?? throw new ProblemException(
                ProblemCodes.NoSuchAttempt,
                $"that task has no attempt {found.Number} that wrote anything yet",
                "look at the task for its attempts"
            );
        var place = isErrors ? attempt.Errors : attempt.Output;
        try
        {
            return new StreamPart(
                OutputCopy.Open(state, found.Task.Job, attempt.Node, place),
                place.Offset,
                0,
                place.Length
            );
        }
        catch (OutputMissingException missing)
        {
            throw new ProblemException(
                OutputProblems.Missing,
                "output that was written is not there any more",
                [Plain.Line(missing.Message), "rota check names all that is missing; a backup may have it"]
            );
        }
    }
}
