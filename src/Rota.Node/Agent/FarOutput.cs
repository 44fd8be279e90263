using Microsoft.Win32.SafeHandles;
using Rota.Core.Model;
using Rota.Fabric.Transports;
using Rota.Fabric.Transports.Unix;
using Rota.Fabric.Wire;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>
/// Output that is kept on another node, copied here when somebody reads it: into a file that has no name, where each byte
/// stands where it stands there.
/// </summary>
public sealed class FarOutput : IReceiver, IDisposable
{
    /// <summary>How long a node may take for a piece.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly AutoResetEvent answered = new(false);
    private readonly IConnection line;
    private readonly FrameWriter writer = new();
    private (long Length, byte[] Bytes)? answer;
    private volatile bool isOver;

    private FarOutput(IConnection line)
    {
        this.line = line;
        line.Listen(this);
    }

    /// <summary>Copies a part of a file.</summary>
    /// <param name="home">The home's state.</param>
    /// <param name="node">The node that has it.</param>
    /// <param name="file">Which.</param>
    /// <param name="from">From where.</param>
    /// <param name="to">Up to where; what is shorter is copied as far as it is.</param>
    /// <returns>The copy; null where the node has no such file.</returns>
    /// <exception cref="IOException">There is no way to the node now.</exception>
    public static SafeFileHandle? Fetch(StateDirectory home, NodeId node, OutputFile file, long from, long to)
    {
        using var far = new FarOutput(new UnixTransport(home.Door(node.Value)).TryConnect() ?? throw NoWay(node));
        var path = Path.Combine(home.Doors, $"read-{Guid.NewGuid():N}");
        var copy = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        try
        {
            File.Delete(path);
            if (far.Copy(node, file, from, to, copy))
            {
                return copy;
            }
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        copy.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.Kind() == FrameKind.Output)
        {
            answer = (reader.Int64(), reader.Rest().ToArray());
            answered.Set();
        }
    }

    /// <inheritdoc/>
    public void Ended(string? fault)
    {
        isOver = true;
        answered.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private bool Copy(NodeId node, OutputFile file, long from, long to, SafeFileHandle copy)
    {
        for (var at = from; ; )
        {
            var (length, bytes) = Ask(node, file, at, (int)Math.Min(OutputFile.PieceMax, to - at));
            if (length < 0)
            {
                return false;
            }

            if (length < at)
            {
                // Its task has cut it and begun anew: so does the copy.
                at = 0;
                continue;
            }

            RandomAccess.Write(copy, bytes, at);
            at += bytes.Length;
            if (bytes.Length == 0 || at >= to)
            {
                // Of what stands before, there is only room: it was not asked for.
                RandomAccess.SetLength(copy, at);
                return true;
            }
        }
    }

    private (long Length, byte[] Bytes) Ask(NodeId node, OutputFile file, long from, int most)
    {
        answer = null;
        writer.Clear();
        file.Ask(writer, from, most);
        try
        {
            line.Send(writer.Written.Span);
        }
        catch (ConnectionEndedException)
        {
            throw NoWay(node);
        }

        return answered.WaitOne(Patience) && !isOver && answer is { } told ? told : throw NoWay(node);
    }

    private static IOException NoWay(NodeId node) =>
        new($"it is on node {node} of the cell, which cannot be reached now: rota nodes shows whether it is cut off");
}
