using Rota.Store.Local;

namespace Rota.Store.Home;

/// <summary>A state that is made from a backup. It gets its name when it is whole, proven and on the disk.</summary>
public interface IRestoring : IDisposable
{
    /// <summary>Unpacks a backup and makes a state of it that has never been served.</summary>
    /// <returns>The state, and what the backup does not have, each a sentence.</returns>
    (StateDirectory State, IReadOnlyList<string> Missing) Unpack(string file);

    /// <summary>It is proven: it gets its name.</summary>
    void Finish();
}
