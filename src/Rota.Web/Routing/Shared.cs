using Rota.App;
using Rota.Cell.Directory;
using Rota.Instruments.Series;
using Rota.Web.Following;

namespace Rota.Web.Routing;

/// <summary>What all requests to a server share.</summary>
internal sealed class Shared : IDisposable
{
    /// <summary>Begins to hear and to look.</summary>
    /// <param name="site">The state.</param>
    /// <param name="roster">What the home of a cell hears of its nodes; null for a state that is none.</param>
    public Shared(Site site, Func<CellRoster?> roster)
    {
        Roster = roster;
        Signal = new HomeSignal(site);
        Looks = new SharedLooks(site, Signal);
        Course = new CourseWatch(site);
        Overviews = new OverviewLooks(site);
    }

    public Func<CellRoster?> Roster { get; }

    public Lanes Lanes { get; } = new();

    public HomeSignal Signal { get; }

    public SharedLooks Looks { get; }

    public MetricStore Metrics { get; } = new();

    public CourseWatch Course { get; }

    public OverviewLooks Overviews { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Overviews.Dispose();
        Looks.Dispose();
        Course.Dispose();
        Metrics.Dispose();
        Signal.Dispose();
        Lanes.Dispose();
    }
}
