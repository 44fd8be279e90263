using Rota.Store;

namespace Rota.App.Checking;

/// <summary>What the home promises of what it has accepted.</summary>
internal static class HomePromises
{
    /// <summary>All of it. A home that cannot be asked is what is found out about it.</summary>
    public static IReadOnlyList<Finding> Examine(Site site)
    {
        try
        {
            return
            [
                new(site.Homes.Engine, site.Homes.EngineVersion),
                .. site.Homes.Promises().Select(one => new Finding(one.Name, one.Value, one.Warning)),
            ];
        }
        catch (StoreException error)
        {
            return [new(site.Homes.Engine, "not reached", error.Message)];
        }
    }
}
