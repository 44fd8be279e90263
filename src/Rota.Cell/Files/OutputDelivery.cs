using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Cell.Files;

/// <summary>
/// Brings the outputs of an attempt home, from the directory that it ran in here. What was delivered stays in the cache
/// of the node: a step after it that runs here finds it.
/// </summary>
/// <param name="state">The node's state.</param>
/// <param name="home">The home.</param>
/// <param name="cache">The node's files.</param>
public sealed class OutputDelivery(StateDirectory state, IFileHome home, BlobCache cache)
{
    private const int FilesMax = 100_000;

    /// <summary>Brings all of them.</summary>
    /// <exception cref="CellException">The home cannot be reached or does not take one, or there is none.</exception>
    public async Task Deliver(long job, long attempt, CancellationToken ct)
    {
        var manifest = await home.Outputs(job, attempt, ct).ConfigureAwait(false);
        var path = state.PlacesOf(owner: null).OwnDirectory(job, attempt);
        try
        {
            using var directory = Beneath.Open(path);
            foreach (var name in manifest.Outputs.SelectMany(output => FilesOf(directory, path, output)))
            {
                await One(job, attempt, directory, path, name, ct).ConfigureAwait(false);
            }
        }
        catch (IOException error)
        {
            throw new CellException(CellFault.NoFile, error.Message);
        }
    }

    private static IEnumerable<string> FilesOf(Beneath directory, string path, string output)
    {
        var name = output.TrimEnd('/');
        return directory.Find(name) switch
        {
            null => throw new IOException($"{name} is not there"),
            { IsDirectory: true } => ByteFiles
                .Below(Path.Combine(path, name), FilesMax)
                .Select(inside => $"{name}/{inside}"),
            _ => [name],
        };
    }

    private async Task One(long job, long attempt, Beneath directory, string path, string name, CancellationToken ct)
    {
        using var file = directory.Read(name);
        var stamp = FileStamp.Of(file);
        var output = new ManifestFile(name, FileHash.Of(file, ct), stamp);
        var from = await home.Arrived(job, attempt, output, ct).ConfigureAwait(false);
        if (from < stamp.Bytes || stamp.Bytes == 0)
        {
            var rest = new FileStream(file, FileAccess.Read, bufferSize: 0) { Position = from };
            await using (rest.ConfigureAwait(false))
            {
                await home.Deliver(job, attempt, output, from, rest, ct).ConfigureAwait(false);
            }
        }

        cache.Adopt(output, Path.Combine(path, name));
    }
}
