using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Fabric;
using Rota.Linux.Terminals;
using Rota.Store;

namespace Rota.Cli.Invoking;

/// <summary>Turns failures into messages that say what to do next, and into exit codes.</summary>
internal static class Guard
{
    public static int Run(Func<int> work, bool isVerbose)
    {
        try
        {
            return work();
        }
        catch (BrokenPipeException)
        {
            // As usual tools end whose reader has seen enough: without a word.
            return ExitCode.BrokenPipe;
        }
        catch (Exception error) when (!isVerbose || error is CommandFailure)
        {
            return Tell(error);
        }
    }

    /// <summary>Prints why a command, or a part of it, was not done.</summary>
    public static void Print(CommandFailure failure) => Print(failure.Code, failure.Message, failure.Details);

    private static int Tell(Exception error)
    {
        switch (error)
        {
            case CommandFailure failure:
                Print(failure);
                return failure.ExitCode;
            case StoreException store:
                Print($"store-{store.Failure}".ToLowerInvariant(), store.Message);
                return ExitCode.Unreachable;
            case ExecutorGoneException gone:
                Print("keeper", gone.Message);
                return ExitCode.Unreachable;
            case IOException when !IsSomewhere:
                Print(
                    "no-such-directory",
                    "the directory you are in has been deleted",
                    ["go to one that is there: cd"]
                );
                return ExitCode.Unreachable;
            case IOException or UnauthorizedAccessException:
                Print("io", error.Message);
                return ExitCode.Unreachable;
            case OutOfMemoryException:
                Print(
                    "memory",
                    "no memory, or no thread, left for this",
                    [
                        "free some, raise the limits (ulimit -v and -u, or those of the container), "
                            + "or hand in less at a time",
                    ]
                );
                return ExitCode.Unreachable;
            default:
                Print(
                    "bug",
                    $"{error.GetType().Name}: {error.Message}",
                    [
                        "this is a defect of Rota, or the state is damaged: "
                            + "see what rota check says, and please report it with the output "
                            + "of the same command and --verbose",
                    ]
                );
                return ExitCode.Unreachable;
        }
    }

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

    private static void Print(string code, string message, IReadOnlyList<string>? details = null)
    {
        try
        {
            // A message quotes what people and files said.
            Console.Error.WriteLine($"error[{code}]: {Plain.Line(message)}");
            foreach (var detail in details ?? [])
            {
                Console.Error.WriteLine($"  {Plain.Line(detail)}");
            }
        }
        catch (IOException)
        {
            // A closed terminal: nobody is there to read it, and the exit code stays what it is.
        }
    }
}
