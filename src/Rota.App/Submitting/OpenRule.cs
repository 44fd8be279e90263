using Rota.App.Problems;

namespace Rota.App.Submitting;

/// <summary>Which jobs may stay open for more tasks.</summary>
internal static class OpenRule
{
    /// <summary>Refuses one that could not grow, or would never end.</summary>
    public static void Check(SubmitRequest request)
    {
        if (!request.Job.IsOpen)
        {
            return;
        }

        if (request.Registers)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "the runs of a schedule would never end while they are open for more tasks",
                "leave out --open, and open of the job file"
            );
        }

        if (!request.Job.Tasks.Any(task => task.Expansion.IsGrowing))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "the job is to be open for more tasks, and none of its entries can grow",
                "give it a list: values after :::, --each-line, --from-csv, or each_line and from_csv of a job file"
            );
        }
    }
}
