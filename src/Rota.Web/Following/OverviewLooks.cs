using System.Collections.Concurrent;
using Rota.App;
using Rota.App.Watching;

namespace Rota.Web.Following;

/// <summary>
/// Looks at the state as a whole, by readers that are used again: every page asks each second, and how busy the machine
/// is can be told by two looks only.
/// </summary>
/// <param name="site">The state.</param>
public sealed class OverviewLooks(Site site) : IDisposable
{
    private readonly ConcurrentBag<OverviewReader> idle = [];

    /// <summary>How it stands now.</summary>
    public Overview Read(OverviewRequest request)
    {
        var reader = idle.TryTake(out var kept) ? kept : new OverviewReader(site, TimeSpan.Zero);
        try
        {
            var overview = reader.Read(request);
            idle.Add(reader);
            return overview;
        }
        catch
        {
            // It may be the reader that is broken: the next look makes another.
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
