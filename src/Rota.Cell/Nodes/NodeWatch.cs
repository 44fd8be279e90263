using Microsoft.Extensions.Logging;

namespace Rota.Cell.Nodes;

/// <summary>Looks at how a node is, and tells what keeps it from working, each reason once.</summary>
internal sealed class NodeWatch(NodeHealth health, KeeperCensus census, NodeFiles moving, ILogger log)
{
    private readonly ToldReasons told = new();

    /// <summary>Looks.</summary>
    /// <param name="home">Where it looks for its home.</param>
    public void Look(Uri home)
    {
        var before = health.Withdrawn;
        health.Look();
        if (health.Withdrawn is { } reason && reason != before)
        {
            log.Withdrawn(reason);
        }

        try
        {
            census.Ask();
            moving.Look();
        }
        catch (IOException error)
        {
            Refused(home, error.Message);
        }
    }

    /// <summary>Something keeps it from its home.</summary>
    public void Refused(Uri home, string why)
    {
        if (told.IsNew(why))
        {
            log.Refused(home.ToString(), why);
        }
    }

    /// <summary>It is connected: what kept it from that is news again.</summary>
    public void Forget() => told.Forget();
}
