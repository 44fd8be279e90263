using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Linux.Terminals;

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
        catch (Exception error) when (!isVerbose || error is ProblemException)
        {
            return Tell(error);
        }
    }

    /// <summary>Prints why a command, or a part of it, was not done.</summary>
    public static void Print(Problem problem)
    {
        try
        {
            // A message quotes what people and files said.
            Piece[] sentence = [new($"error[{problem.Code}]", Ink.Failed), $": {Plain.Line(problem.Detail)}"];
            Console.Error.WriteLine(Palette.Paint(sentence, Colours.OnError));
            foreach (var line in problem.Tries)
            {
                Console.Error.WriteLine($"  {Plain.Line(line)}");
            }
        }
        catch (IOException)
        {
            // A closed terminal: nobody is there to read it, and the exit code stays what it is.
        }
    }

    private static int Tell(Exception error)
    {
        var problem = Failures.ProblemOf(error);
        Print(problem);
        return problem.Code.ExitCode;
    }
}
