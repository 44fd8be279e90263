namespace Rota.Store.Machines;

/// <summary>
/// Goes on with a home that is older than what this state has seen of it, once a person has said so: a standby that
/// lagged, or an earlier copy, has taken its place.
/// </summary>
public interface IRecovery : IDisposable
{
    /// <summary>How far back it is.</summary>
    HomeLag Look();

    /// <summary>
    /// Has it go on with numbers that nobody has seen: an epoch, turns and attempts above all that were given before.
    /// </summary>
    /// <exception cref="StoreException">It was moved away.</exception>
    HomeLag Apply();
}

/// <summary>How far back a home is.</summary>
/// <param name="Turn">The newest turn that it knows.</param>
/// <param name="Seen">The newest that this state has seen committed.</param>
/// <param name="Live">Attempts that it takes for live. Those whose keeper knows them go on.</param>
/// <param name="IsBehind">Whether it is older than what this state, or its keeper, has seen.</param>
public sealed record HomeLag(long Turn, long Seen, long Live, bool IsBehind);
