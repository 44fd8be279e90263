using Rota.Core.Model;
using Rota.Store.Local;

namespace Rota.App.Files;

/// <summary>The books of jobs, as many as are asked for now: each is read from its file when it is needed.</summary>
/// <param name="state">The home's state.</param>
internal sealed class FileBooks(StateDirectory state)
{
    private const int Most = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<JobId, FileBook> open = [];

    /// <summary>That of a job.</summary>
    public FileBook Of(JobId job)
    {
        lock (gate)
        {
            if (!open.TryGetValue(job, out var book))
            {
                if (open.Count >= Most)
                {
                    open.Clear();
                }

                open[job] = book = new FileBook(Path.Combine(state.JobDirectory(job.Value), "moved-files"));
            }

            return book;
        }
    }
}
