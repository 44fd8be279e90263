using Rota.Fabric.Transports;
using Rota.Fabric.Wire;

namespace Rota.Cell.Files;

/// <summary>
/// Moves files for the keeper of a node, as long as the node is served: tells it so on a line of its own, is told what
/// is wanted, and says what became of it. Without a way to the home a want waits; the keeper goes on without this.
/// </summary>
/// <param name="keeper">The way to the keeper.</param>
/// <param name="work">Brings what is wanted.</param>
/// <param name="staging">What was brought for attempts that have not started.</param>
public sealed class FileMover(ITransport keeper, FileWork work, Staging staging) : IReceiver, IDisposable
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
            done = await work.Do(want, own.Token).ConfigureAwait(false);
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
