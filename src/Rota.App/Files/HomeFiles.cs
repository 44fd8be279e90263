using Microsoft.Extensions.Logging;
using Rota.App.Cells;
using Rota.Cell;
using Rota.Cell.Files;
using Rota.Core.Model;
using Rota.Linux.Files;
using Rota.Store.Home;

namespace Rota.App.Files;

/// <summary>
/// The files of jobs whose tasks run elsewhere: what these read is found and hashed when the first asks for it, and
/// what they leave comes to the place where it would be had they run here.
/// </summary>
/// <param name="home">The home.</param>
/// <param name="log">Where it tells of itself.</param>
public sealed class HomeFiles(IHome home, ILogger log) : IDisposable
{
    private readonly FileBooks books = new(home.State);

    /// <summary>One file is hashed at a time: what asks for the same next finds it.</summary>
    private readonly SemaphoreSlim hashing = new(1);

    /// <summary>What an attempt reads.</summary>
    /// <param name="node">The node that asks.</param>
    /// <param name="job">The job.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="CellException">It is not live there, or a file is not there.</exception>
    public async Task<FileManifest> Inputs(string node, JobId job, AttemptId attempt, CancellationToken ct)
    {
        var task = MovedTask.Of(home, node, job, attempt).Task;
        try
        {
            using var directory = Beneath.Open(task.Directory);
            var files = new List<ManifestFile>();
            foreach (var name in InputNames.Files(directory, task.Directory, task.Inputs!.Value))
            {
                files.Add(await Hashed(job, directory, task.Directory, name, ct).ConfigureAwait(false));
            }

            return new()
            {
                Directory = task.Directory,
                Inode = directory.Stamp.Inode,
                Files = files,
            };
        }
        catch (IOException error)
        {
            throw new CellException(CellFault.NoFile, error.Message);
        }
    }

    /// <summary>What an attempt is to leave.</summary>
    /// <inheritdoc cref="Inputs"/>
    public FileManifest Outputs(string node, JobId job, AttemptId attempt)
    {
        var task = MovedTask.Of(home, node, job, attempt).Task;
        return new()
        {
            Directory = task.Directory,
            Inode = 0,
            Outputs = task.Outputs,
        };
    }

    /// <summary>Opens a file that a manifest has named, from a byte on.</summary>
    /// <exception cref="CellException">It has changed since, so that the next manifest names another.</exception>
    public Stream Open(JobId job, string hash, long from)
    {
        if (books.Of(job).With(hash) is not var (path, name, stamp))
        {
            throw new CellException(CellFault.Refused, "no file of the job is known to hold that: ask what it reads");
        }

        try
        {
            using var directory = Beneath.Open(path);
            var file = directory.Read(name);
            if (FileStamp.Of(file) == stamp)
            {
                return new FileStream(file, FileAccess.Read, bufferSize: 0) { Position = from };
            }

            file.Dispose();
        }
        catch (IOException error)
        {
            throw new CellException(CellFault.Refused, error.Message);
        }

        throw new CellException(CellFault.Refused, $"input {name} of job {job} changes while it is brought");
    }

    /// <summary>Where an output of an attempt comes to.</summary>
    /// <exception cref="CellException">It is not live there, or that is none of its outputs.</exception>
    public ArrivingFile Arriving(string node, JobId job, AttemptId attempt, ManifestFile file)
    {
        var task = MovedTask.Of(home, node, job, attempt);
        return task.Leaves(file.Name)
            ? new ArrivingFile(task.Task.Directory, task.Mask, file, books.Of(job))
            : throw new CellException(CellFault.NoFile, $"{file.Name} is no output of attempt {attempt}");
    }

    /// <inheritdoc/>
    public void Dispose() => hashing.Dispose();

    private async Task<ManifestFile> Hashed(
        JobId job,
        Beneath directory,
        string path,
        string name,
        CancellationToken ct
    )
    {
        await hashing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            using var file = directory.Read(name);
            var (book, stamp) = (books.Of(job), FileStamp.Of(file));
            var before = book.Of(path, name);
            if (before is { } known && known.Stamp == stamp)
            {
                return new(name, known.Hash, stamp);
            }

            var hash = FileHash.Of(file, ct);
            if (FileStamp.Of(file) != stamp)
            {
                throw new CellException(CellFault.Refused, $"input {name} of job {job} changes while it is read");
            }

            if (before is { } other && other.Hash != hash)
            {
                log.InputChanged(job.Value, Path.Combine(path, name));
            }

            book.Note(path, name, stamp, hash);
            return new(name, hash, stamp);
        }
        finally
        {
            hashing.Release();
        }
    }
}
