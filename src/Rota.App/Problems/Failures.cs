using Rota.Cell;
using Rota.Fabric;
using Rota.Store;

namespace Rota.App.Problems;

/// <summary>
/// What an exception is to whoever asked: every one that leaves a use case is a problem of the catalogue.
/// </summary>
public static class Failures
{
    /// <summary>The problem that an exception stands for.</summary>
    public static Problem ProblemOf(Exception error) =>
        error switch
        {
            ProblemException known => known.Problem,
            StoreException store => new(StoreProblems.Of(store.Failure), store.Message, []),
            CellException cell => CellProblems.Of(cell),
            ExecutorGoneException gone => new(SystemProblems.Keeper, gone.Message, []),
            IOException when !IsSomewhere => new(
                SystemProblems.DeletedDirectory,
                "the directory you are in has been deleted",
                ["go to one that is there: cd"]
            ),
            IOException or UnauthorizedAccessException => new(SystemProblems.Io, error.Message, []),
            OutOfMemoryException => new(
                SystemProblems.Memory,
                "no memory, or no thread, left for this",
                [
                    "free some, raise the limits (ulimit -v and -u, or those of the container), "
                        + "or hand in less at a time",
                ]
            ),
            _ => new(
                SystemProblems.Bug,
                $"{error.GetType().Name}: {error.Message}",
                [
                    "this is a defect of Rota, or the state is damaged: "
                        + "see what rota check says, and please report it with the output "
                        + "of the same command and --verbose",
                ]
            ),
        };

    private static bool IsSomewhere
    {
        get
        {
            try
            {
                return Environment.CurrentDirectory.Length > 0;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
