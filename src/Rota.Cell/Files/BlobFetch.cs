namespace Rota.Cell.Files;

/// <summary>
/// Brings files from the home into the cache: each once, though a hundred attempts ask for it, a few at a time. One
/// that is cut off goes on where it was, also after a restart; what came is believed when its hash is right.
/// </summary>
/// <param name="home">Where they come from.</param>
/// <param name="cache">Where they go.</param>
/// <param name="rest">Waits before the next try after a cut.</param>
public sealed class BlobFetch(IFileHome home, BlobCache cache, Func<CancellationToken, Task> rest) : IDisposable
{
    /// <summary>So many files come at a time: one connection is full with fewer.</summary>
    private const int AtOnce = 4;
    private const int WrongMax = 3;
    private const int TurnCount = 256;
    private const int TurnDigits = 2;
    private const int HexBase = 16;
    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Those of one hash are of one number, so that no hash comes twice at once.</summary>
    private readonly SemaphoreSlim[] turns =
    [
        .. Enumerable.Range(0, TurnCount).Select(static _ => new SemaphoreSlim(1)),
    ];

    /// <summary>Brings a file, if it is not here.</summary>
    /// <exception cref="CellException">The home has it no more, or not as it said.</exception>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public async Task Bring(long job, ManifestFile file, CancellationToken ct)
    {
        if (cache.Find(file) is not null)
        {
            return;
        }

        var turn = turns[Convert.ToInt32(file.Hash[..TurnDigits], HexBase)];
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await places.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                await BringNow(job, file, ct).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        places.Dispose();
        Array.ForEach(turns, turn => turn.Dispose());
    }

    private async Task BringNow(long job, ManifestFile file, CancellationToken ct)
    {
        var partial = cache.PartialOf(file.Hash);
        for (var wrong = 0; cache.Find(file) is null; )
        {
            var came = await Continue(job, file, partial, ct).ConfigureAwait(false);
            if (came is null)
            {
                // Cut off: what came stays, and the rest is asked for.
                await rest(ct).ConfigureAwait(false);
            }
            else if (came == file.Hash)
            {
                cache.Admit(file, partial);
            }
            else
            {
                File.Delete(partial);
                if (++wrong == WrongMax)
                {
                    throw new CellException(
                        CellFault.NoFile,
                        $"input {file.Name} came {WrongMax} times with other bytes than the home had hashed: "
                            + "it changes, or something between the machines changes it"
                    );
                }
            }
        }
    }

    /// <returns>The hash of all that is here; null where the end has not come.</returns>
    private async Task<string?> Continue(long job, ManifestFile file, string partial, CancellationToken ct)
    {
        using var hash = new FileHash();
        using var here = File.OpenHandle(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        if (RandomAccess.GetLength(here) > file.Stamp.Bytes)
        {
            RandomAccess.SetLength(here, 0);
        }

        hash.Take(here, file.Stamp.Bytes, ct);
        if (hash.Bytes < file.Stamp.Bytes)
        {
            try
            {
                var there = await home.Open(job, file.Hash, hash.Bytes, ct).ConfigureAwait(false);
                await using (there.ConfigureAwait(false))
                {
                    await ReceivedBytes.Copy(there, here, hash, file.Stamp.Bytes, ct).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (IsCut(error))
            {
                return null;
            }
        }

        return hash.Bytes < file.Stamp.Bytes ? null : hash.End();
    }

    private static bool IsCut(Exception error) => error is CellException { Fault: CellFault.Unreachable };
}
