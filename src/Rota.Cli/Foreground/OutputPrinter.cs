using Rota.Cli.Output;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store;
using Rota.Store.Queries;

namespace Rota.Cli.Foreground;

/// <summary>Prints the output of each task, grouped, once it has ended: in the order of ends, or of inputs.</summary>
internal sealed class OutputPrinter(JobQueries queries, StateDirectory state, JobId job, PrintOptions options)
    : IDisposable
{
    private readonly JobSpec spec = queries.Spec(job)!;
    private readonly HashSet<(int, int)> printed = [];
    private readonly Stream output = Console.OpenStandardOutput();
    private (int Group, int Index) next;

    public void Print()
    {
        foreach (
            var attempt in new AttemptQuery(queries)
                .Of(job)
                .GroupBy(attempt => (attempt.Group, attempt.Index))
                .Select(attempts => attempts.Last())
        )
        {
            if (options.KeepOrder)
            {
                if ((attempt.Group, attempt.Index) != next)
                {
                    continue;
                }

                next =
                    attempt.Index + 1 < spec.Tasks[attempt.Group].Expansion.Count
                        ? (attempt.Group, attempt.Index + 1)
                        : (attempt.Group + 1, 0);
            }

            if (printed.Add((attempt.Group, attempt.Index)))
            {
                var tag = options.WithTag ? Words.Task(spec.Tasks[attempt.Group], attempt.Index) + "\t" : "";
                OutputCopy.Write(output, OutputCopy.Read(state, job, attempt.Output), tag);
                OutputCopy.Write(output, OutputCopy.Read(state, job, attempt.Errors), tag);
            }
        }

        output.Flush();
    }

    public void Dispose() => output.Dispose();
}
