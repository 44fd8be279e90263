using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Local;

namespace Rota.Bench.Worlds;

/// <summary>A state directory for one measurement, on the disk of the checkout: a memory file system has no fsync.</summary>
internal sealed class ScratchState : IDisposable
{
    private readonly string path;

    /// <summary>Makes it, with its tables.</summary>
    public ScratchState()
    {
        path = Path.Combine(Checkout.Artifacts, "bench-" + Path.GetRandomFileName());
        State = StateDirectory.Open(path, create: true);
        using var submissions = new JobSubmissions(State);
        submissions.WantAll(true);
    }

    /// <summary>The state.</summary>
    public StateDirectory State { get; }

    /// <summary>A file beside the state's own.</summary>
    public string File(string name) => Path.Combine(path, name);

    /// <summary>Hands jobs in.</summary>
    public void Submit(IEnumerable<JobSpec> specs)
    {
        using var submissions = new JobSubmissions(State);
        foreach (var spec in specs)
        {
            _ = submissions.Submit(spec, null, isWanted: true, Instant.From(DateTimeOffset.UtcNow));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(path, recursive: true);
}
