using Microsoft.Extensions.Logging;
using Rota.Fabric.Transports;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;

namespace Rota.Cell.Files;

/// <summary>
/// Moves files for the keeper of a node, as long as the node is served: tells it so on a line of its own, is told what
/// is wanted, and says what became of it. Without a way to the home a want waits; the keeper goes on without this.
/// </summary>
/// <param name="keeper">The way to the keeper.</param>
/// <param name="home">The home.</param>
/// <param name="staging">Brings inputs.</param>
/// <param name="delivery">Brings outputs.</param>
/// <param name="cache">The node's files.</param>
/// <param name="rest">Waits before the next try.</param>
/// <param name="log">Where it tells of itself.</param>
public sealed class FileMover(
    ITransport keeper,
    IFileHome home,
    Staging staging,
    OutputDelivery delivery,
    BlobCache cache,
    Func<CancellationToken, Task> rest,
    ILogger log
) : IReceiver, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, (CancellationTokenSource Over, Task Work)> open = [];
    private readonly HashSet<long> kept = [];
    private readonly CancellationTokenSource over = new();
    private IConnection? line;

    /// <summary>Sees that the keeper knows of it. To be called again and again: keepers come and go.</summary>
    public void Look()
    {
        lock (gate)
        {
            if (line is not null || keeper.TryConnect() is not { } made)
            {
                return;
            }

            line = made;
            kept.Clear();
        }

        var writer = new FrameWriter();
        writer.Begin(FrameKind.FilesOffered).End();
        Send(writer);
        line.Listen(this);
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.Kind() == FrameKind.FilesWanted)
        {
            Heed(FileWant.Read(ref reader));
        }
    }

    /// <inheritdoc/>
    public void Ended(string? fault)
    {
        lock (gate)
        {
            line = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        over.Cancel();
        line?.Dispose();
        Task[] works;
        lock (gate)
        {
            works = [.. open.Values.Select(one => one.Work)];
        }

        Task.WaitAll(works);
        over.Dispose();
    }

    private void Heed(FileWant want)
    {
        lock (gate)
        {
            switch (want.Kind)
            {
                case FileWantKind.Kept:
                    kept.Add(want.Attempt);
                    break;
                case FileWantKind.Dropped:
                    kept.Remove(want.Attempt);
                    if (open.TryGetValue(want.Attempt, out var dropped))
                    {
                        dropped.Over.Cancel();
                    }
                    else
                    {
                        staging.Remove(want.Attempt);
                    }

                    break;
                case FileWantKind.All:
                    staging.Keep([.. kept, .. open.Keys]);
                    break;
                case FileWantKind.Inputs or FileWantKind.Outputs when !open.ContainsKey(want.Attempt):
                    var own = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
                    open[want.Attempt] = (own, Task.Run(() => Work(want, own), CancellationToken.None));
                    break;
            }
        }
    }

    private async Task Work(FileWant want, CancellationTokenSource own)
    {
        FileMove? done = null;
        try
        {
            done = await Move(want, own.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            staging.Remove(want.Attempt);
        }
        finally
        {
            lock (gate)
            {
                open.Remove(want.Attempt);
                if (done is { Outcome: FileOutcome.Staged })
                {
                    kept.Add(want.Attempt);
                }
            }

            own.Dispose();
        }

        if (done is { } move)
        {
            var writer = new FrameWriter();
            move.Write(writer);
            Send(writer);
        }
    }

    private async Task<FileMove> Move(FileWant want, CancellationToken ct)
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

    private void Send(FrameWriter frames)
    {
        try
        {
            line?.Send(frames.Written.Span);
        }
        catch (ConnectionEndedException)
        {
            // The next keeper asks for it again.
        }
    }
}
