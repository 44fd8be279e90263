using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite.Backups;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite;

/// <summary>Homes on one SQLite file each.</summary>
public sealed class SqliteHomes : IHomes
{
    /// <inheritdoc/>
    public string Engine => "sqlite";

    /// <inheritdoc/>
    public string EngineVersion => Connection.LibraryVersion;

    /// <inheritdoc/>
    public IHome Of(StateDirectory state) => new SqliteHome(state);

    /// <inheritdoc/>
    public IRestoring Restore(string target) => new Restore(target);
}
