using Rota.Store.Local;

namespace Rota.App.Installing;

/// <summary>Says whether a service is there, and whether anybody serves its state.</summary>
public static class ServiceCase
{
    /// <summary>How it stands.</summary>
    public static ServiceView Look(Site site, InstallRequest request)
    {
        var state = OwnPath.OfState(site.Path);
        var pid =
            Directory.Exists(state)
            && int.TryParse(FileLock.HolderOf(StateDirectory.Open(site.Path, create: false).ServeLock), out var holder)
                ? holder
                : (int?)null;
        return new(request.Name, request.File, File.Exists(request.File), pid is not null, pid);
    }
}
