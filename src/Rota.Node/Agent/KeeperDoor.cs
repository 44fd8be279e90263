using Rota.Fabric;
using Rota.Fabric.Transports;
using Rota.Linux.Clocks;

namespace Rota.Node.Agent;

/// <summary>
/// How a runner comes to a keeper: by a transport, and where nobody takes its connection, by an anchor that brings one
/// up.
/// </summary>
internal sealed class KeeperDoor(ITransport transport, IAnchor anchor, MonotonicClock clock)
{
    /// <summary>How long a keeper may take to come up, or to answer, in microseconds.</summary>
    public const long Patience = 15_000_000;

    /// <summary>How long an anchor that is there or was started is left alone, in microseconds.</summary>
    private const long AnchorPace = 1_000_000;

    /// <summary>A door that does not exist yet gives no signal when it does.</summary>
    private const long LookPace = 2_000;

    /// <summary>Connects, and waits for a keeper to come up where there is none.</summary>
    /// <exception cref="ExecutorGoneException">None came up.</exception>
    public IConnection Connect()
    {
        var begun = clock.Now;
        long? anchorSeen = null;
        while (true)
        {
            if (transport.TryConnect() is { } connection)
            {
                return connection;
            }

            if (anchorSeen is null || clock.Now - anchorSeen > AnchorPace)
            {
                if (!anchor.IsThere)
                {
                    StartAnchor();
                }

                anchorSeen = clock.Now;
            }

            if (clock.Now - begun > Patience)
            {
                throw Gone("does not come up");
            }

            clock.Rest(clock.Now + LookPace);
        }
    }

    /// <summary>What is said when patience is over.</summary>
    /// <param name="what">What the keeper does not do.</param>
    public ExecutorGoneException Gone(string what) =>
        new($"the keeper {what}{(anchor.LastWord() is { } word ? $" (it said: {word})" : "")}. See {anchor.Log}");

    private void StartAnchor()
    {
        try
        {
            anchor.Start();
        }
        catch (IOException error)
        {
            throw new ExecutorGoneException(
                $"{error.Message}. No more processes may be started (ulimit -u, or pids.max of a container), "
                    + "or memory is short"
            );
        }
    }
}
