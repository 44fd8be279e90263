using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Cli.Watching.Pictures;

/// <summary>The lines above the lists: counts, the machine, the queues.</summary>
internal static class Head
{
    /// <summary>How much there is of everything.</summary>
    public static PictureRow Counts(Overview view, int? width)
    {
        var waiting = view.Jobs.Sum(job => job.Ended is null ? job.Waiting : 0);
        var held = view.Jobs.Sum(job => job.States[TaskState.Backoff]);
        var shown = view.Jobs.Count(job => job.Ended is null);
        var counts = new List<LinePart>
        {
            new("rota", Rank: 9, Ink: Ink.Strong),
            new(Words.Count(view.OpenJobs, "open job"), Rank: 1),
            new(Number(view.Jobs.Sum(job => job.Running), "running"), Rank: 2, Ink: Ink.Running),
            new(Number(waiting, "waiting"), Rank: 3, Ink: Ink.Waiting),
        };
        if (held > 0)
        {
            counts.Add(new(Number(held, "backoff"), Rank: 6, Ink: Ink.Held));
        }

        if (shown < view.OpenJobs)
        {
            counts.Add(new($"in the first {shown}", Rank: 4));
        }

        counts.Add(
            view.ServedBy is { } server
                ? new($"run by {server}", Rank: 8, Ink: Ink.Dim)
                : new("nobody runs jobs", Rank: 5, Ink: Ink.Held)
        );
        counts.Add(new(Words.Time(view.At)[^8..], Rank: 7, Gap: 3, Ink: Ink.Dim));
        return new PictureRow(FittedLine.Pieces(counts, width));
    }

    /// <summary>The machine, and what tasks hold of it.</summary>
    public static PictureRow Machine(MachineGlance machine, int? width)
    {
        var parts = new List<LinePart>();
        if (machine.CpuPercent is { } cpu)
        {
            parts.Add(new($"cpu {cpu}%", Rank: 1));
        }

        parts.Add(new($"mem {Units.Bytes(machine.MemoryUsed)}/{Units.Bytes(machine.MemoryTotal)}", Rank: 2));
        if (machine.Slots is { } slots)
        {
            parts.Add(new($"slots {machine.SlotsUsed}/{slots}", Rank: 3));
        }

        if (machine.CpusUsed > 0)
        {
            parts.Add(new($"cpus asked for {machine.CpusUsed:0.#}", Rank: 5));
        }

        if (machine.Gpus > 0)
        {
            parts.Add(new($"gpus {machine.GpusUsed:0.###}/{machine.Gpus}", Rank: 4));
        }

        return new PictureRow(FittedLine.Pieces(parts, width));
    }

    /// <summary>The queues, as many as fit; null where there is none to speak of.</summary>
    public static PictureRow? Queues(Overview view, int? width)
    {
        var parts = view
            .Queues.Where(queue => queue.Concurrency is not null || queue.Paused || queue.Name != "default")
            .Select(
                (queue, place) =>
                    new LinePart(
                        $"{Plain.Line(queue.Name)} {queue.Running}"
                            + (queue.Concurrency is { } most ? $"/{most}" : "")
                            + (queue.Paused ? " paused" : ""),
                        Rank: place + 2,
                        Ink: queue.Paused ? Ink.Held : Ink.Plain
                    )
            )
            .ToArray();
        return parts.Length == 0
            ? null
            : new PictureRow(FittedLine.Pieces([new("queues", Rank: 1, Ink: Ink.Dim), .. parts], width));
    }

    /// <summary>Nodes that are cut off or have withdrawn, a line each; of many the last line counts the rest.</summary>
    public static IEnumerable<PictureRow> Notices(Overview view, int? width, int most)
    {
        var isPart = view.Notices.Count > most;
        var shown = view.Notices.Take(isPart ? most - 1 : most).Select(notice => notice.Notice);
        return (
            isPart
                ? shown.Append($"{view.Notices.Count - most + 1} more nodes are cut off or withdrawn; see: rota nodes")
                : shown
        ).Select(notice => PictureRow.Of(Plain.Line(notice), width ?? int.MaxValue, Ink.Held));
    }

    private static string Number(long number, string word) => $"{number} {word}";
}
