using Rota.App;
using Rota.Instruments.Series;
using Rota.Web.Following;

namespace Rota.Web.Routing;

/// <summary>What all requests to a server share.</summary>
internal sealed class Shared(Site site) : IDisposable
{
    public Lanes Lanes { get; } = new();

    public HomeSignal Signal { get; } = new(site);

    public MetricStore Metrics { get; } = new();

    public CourseWatch Course { get; } = new(site);

    public OverviewLooks Overviews { get; } = new(site);

    /// <inheritdoc/>
    public void Dispose()
    {
        Overviews.Dispose();
        Course.Dispose();
        Metrics.Dispose();
        Signal.Dispose();
        Lanes.Dispose();
    }
}
