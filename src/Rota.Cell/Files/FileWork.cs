using Microsoft.Extensions.Logging;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;

namespace Rota.Cell.Files;

/// <summary>
/// Brings what a keeper wants for an attempt. Without a way to the home it waits; what will never come is said, and so
/// is a disk that stays full when all has gone that nobody uses.
/// </summary>
/// <param name="home">The home.</param>
/// <param name="staging">Brings inputs.</param>
/// <param name="delivery">Brings outputs.</param>
/// <param name="cache">The node's files.</param>
/// <param name="rest">Waits before the next try.</param>
/// <param name="log">Where it tells of itself.</param>
public sealed class FileWork(
    IFileHome home,
    Staging staging,
    OutputDelivery delivery,
    BlobCache cache,
    Func<CancellationToken, Task> rest,
    ILogger log
)
{
    /// <summary>Does it, however often that takes.</summary>
    /// <returns>What became of it.</returns>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public async Task<FileMove> Do(FileWant want, CancellationToken ct)
    {
        for (var (hasTrimmed, isTold) = (false, false); ; )
        {
            try
            {
                return want.Kind == FileWantKind.Inputs
                    ? await Bring(want, ct).ConfigureAwait(false)
                    : await Deliver(want, ct).ConfigureAwait(false);
            }
            catch (CellException error) when (error.Fault == CellFault.NoFile)
            {
                var outcome = want.Kind == FileWantKind.Inputs ? FileOutcome.Failed : FileOutcome.NotDelivered;
                log.NotMoved(want.Attempt, want.Job, error.Message);
                return new(want.Attempt, outcome, error.Message);
            }
            catch (CellException error)
            {
                if (!isTold)
                {
                    log.MovesWait(want.Attempt, want.Job, error.Message);
                    isTold = true;
                }

                await rest(ct).ConfigureAwait(false);
            }
            catch (IOException error) when (error.HResult is Native.NoSpace or Native.NoQuota && !hasTrimmed)
            {
                cache.Trim(0);
                hasTrimmed = true;
            }
            catch (IOException error)
            {
                log.NotMoved(want.Attempt, want.Job, error.Message);
                return new(want.Attempt, FileOutcome.NoRoom, error.Message);
            }
        }
    }

    private async Task<FileMove> Bring(FileWant want, CancellationToken ct)
    {
        var manifest = await home.Inputs(want.Job, want.Attempt, ct).ConfigureAwait(false);
        if (Staging.IsShared(manifest))
        {
            return new(want.Attempt, FileOutcome.Shared);
        }

        await staging.Stage(want.Job, want.Attempt, manifest, ct).ConfigureAwait(false);
        log.Brought(want.Attempt, want.Job, manifest.Files.Count, manifest.Bytes);
        return new(want.Attempt, FileOutcome.Staged);
    }

    private async Task<FileMove> Deliver(FileWant want, CancellationToken ct)
    {
        await delivery.Deliver(want.Job, want.Attempt, ct).ConfigureAwait(false);
        log.Delivered(want.Attempt, want.Job);
        return new(want.Attempt, FileOutcome.Delivered);
    }
}
