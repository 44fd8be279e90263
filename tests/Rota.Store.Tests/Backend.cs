using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>A home of its own for one test, by its ports; and what the ports would never do to it.</summary>
public abstract class Backend : IDisposable
{
    private readonly string path;

    protected Backend(string? below = null)
    {
        path = Path.Combine(below ?? Path.GetTempPath(), "rota-store-" + Path.GetRandomFileName());
        State = StateDirectory.Open(path, create: true);
    }

    /// <summary>Where files are quick: every commit is flushed there too.</summary>
    public static string? Quick => Directory.Exists("/dev/shm") ? "/dev/shm" : null;

    public StateDirectory State { get; }

    public abstract IHome Ports { get; }

    /// <summary>Damages what is stored, as the proof must find it.</summary>
    public abstract void Plant(Planted damage);

    public JobId Submit(JobSpec spec, string? key = null)
    {
        using var submissions = Ports.Submissions();
        return submissions.Submit(spec, key, isWanted: true, Home.Now).Job;
    }

    public IHomeStore Open() => Ports.Turns();

    public T Ask<T>(Func<IHomeReader, T> question)
    {
        using var reader = Ports.Read();
        return question(reader);
    }

    public IReadOnlyList<string> Violations() => Ask(reader => reader.Proof.Run());

    public virtual void Dispose()
    {
        Directory.Delete(path, recursive: true);
        GC.SuppressFinalize(this);
    }
}
