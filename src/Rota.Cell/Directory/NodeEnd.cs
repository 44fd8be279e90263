using System.Globalization;
using Rota.Cell.Identity;
using Rota.Fabric;
using Rota.Fabric.Nodes;
using Rota.Fabric.Transports;
using Rota.Fabric.Wire;
using Rota.Linux.Clocks;

namespace Rota.Cell.Directory;

/// <summary>
/// The home's end of one node. The node made the one connection that there is: who wants a line to its keeper has the
/// node asked to open it.
/// </summary>
/// <param name="name">The node's name.</param>
/// <param name="clock">For ages.</param>
/// <param name="changed">Called when it came, went, or can take other work than before.</param>
internal sealed class NodeEnd(string name, MonotonicClock clock, Action changed) : ITransport, IDisposable
{
    private readonly Lock gate = new();
    private readonly WantedLines wanted = new();
    private IConnection? line;
    private string? from;
    private NodeAnnouncement? said;
    private long heardAt;
    private long connectedAt;

    /// <summary>Who the node is; null before it came.</summary>
    public PeerName? Peer { get; private set; }

    /// <summary>What was heard of it; null for nothing.</summary>
    public HeardNode? Heard()
    {
        lock (gate)
        {
            return said is null
                ? null
                : new HeardNode(said, Since(heardAt), line is not null, from)
                {
                    ConnectedFor = line is null ? null : Since(connectedAt),
                };
        }
    }

    /// <summary>The node has come. The line that it had before is dead, though nobody may have seen that.</summary>
    public void Welcome(PeerName peer, string address, IConnection connection)
    {
        IConnection? before;
        lock (gate)
        {
            (before, line, from, Peer, connectedAt) = (line, connection, address, peer, clock.Now);
        }

        before?.Dispose();
        connection.Listen(new Hearing(this, connection));
        changed();
    }

    /// <summary>A line has come that it was asked for.</summary>
    public void Arrived(string number, IConnection connection)
    {
        if (
            !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            || !wanted.TryFill(known, connection)
        )
        {
            connection.Dispose();
        }
    }

    /// <inheritdoc/>
    public IConnection? TryConnect()
    {
        IConnection? now;
        lock (gate)
        {
            now = line;
        }

        return now is null ? null : wanted.Take(now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IConnection? last;
        lock (gate)
        {
            (last, line) = (line, null);
        }

        last?.Dispose();
        wanted.GiveUp();
    }

    private TimeSpan Since(long moment) => TimeSpan.FromMicroseconds(clock.Now - moment);

    private void Take(NodeAnnouncement next)
    {
        if (next.Name != name)
        {
            throw new InvalidDataException($"node {name} announces {next.Name}");
        }

        bool isNews;
        lock (gate)
        {
            if (said is not null && !next.IsLaterThan(said))
            {
                return;
            }

            isNews = said is null || said.Incarnation != next.Incarnation || said.Withdrawn != next.Withdrawn;
            (said, heardAt) = (next, clock.Now);
        }

        if (isNews)
        {
            changed();
        }
    }

    private void Ended(IConnection connection)
    {
        lock (gate)
        {
            if (!ReferenceEquals(line, connection))
            {
                return;
            }

            (line, from) = (null, null);
        }

        wanted.GiveUp();
        changed();
    }

    private sealed class Hearing(NodeEnd end, IConnection connection) : IReceiver
    {
        public void Received(ReadOnlySpan<byte> payload)
        {
            var reader = new FrameReader(payload);
            if (reader.Kind() == FrameKind.Announcement)
            {
                end.Take(AnnouncementFrames.Read(ref reader));
            }
        }

        public void Ended(string? fault) => end.Ended(connection);
    }
}
