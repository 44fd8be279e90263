using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Watching.Pictures;

/// <summary>Jobs with a bar and their counts.</summary>
internal static class JobListing
{
    private const int BarWidth = 10;
    private static readonly Heading[] Headings =
    [
        new("JOB", Rank: 0, IsRight: true),
        new("NAME", Rank: 3, Least: 8),
        new("STATE", Rank: 5),
        new("PROGRESS", Rank: 6),
        new("ENDED", Rank: 1, IsRight: true),
        new("RUN", Rank: 2, IsRight: true),
        new("WAIT", Rank: 7, IsRight: true),
        new("FAILED", Rank: 4, IsRight: true),
        new("TIME", Rank: 8, IsRight: true),
        new("QUEUE", Rank: 9, Least: 8),
    ];

    public static Listing Of(IReadOnlyList<JobGlance> jobs, Instant now, int? chosen)
    {
        var columns = new Columns(Headings);
        foreach (var job in jobs)
        {
            columns.Add(
                $"{job.Id}",
                job.Name,
                StateSigns.Show(job.State, job.StateWords),
                new Piece(Bar.Of(job.Done, job.Total, BarWidth), StateSigns.InkOf(job.State)),
                $"{job.Done}/{job.Total}",
                Number(job.Running, Ink.Running),
                Number(job.Waiting, Ink.Waiting),
                Number(job.Failed, Ink.Failed),
                job.Started is { } started ? Words.Duration((job.Ended ?? now) - started) : "",
                job.Queue ?? ""
            );
        }

        return new Listing(columns, jobs.Count, chosen);
    }

    private static Piece Number(long number, Ink ink) => number == 0 ? "-" : new Piece($"{number}", ink);
}
