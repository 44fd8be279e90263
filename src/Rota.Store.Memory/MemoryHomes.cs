using System.Collections.Concurrent;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.Store.Memory;

/// <summary>Homes in memory, one a state; they are gone with this.</summary>
public sealed class MemoryHomes : IHomes
{
    private readonly ConcurrentDictionary<string, MemoryHome> homes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Engine => "memory";

    /// <inheritdoc/>
    public string EngineVersion => "of this process";

    /// <inheritdoc/>
    public IHome Of(StateDirectory state) => homes.GetOrAdd(state.Path, _ => new MemoryHome(state));

    /// <inheritdoc/>
    public IRestoring Restore(string target) => throw MemoryHome.NotOnDisk();
}
