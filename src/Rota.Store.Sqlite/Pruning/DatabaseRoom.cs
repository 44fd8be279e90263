using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Pruning;

/// <summary>The room that the database and its log take, and how it is given back.</summary>
internal sealed class DatabaseRoom
{
    private const int PagesAtOnce = 1_000;
    private readonly StateDirectory state;
    private readonly Connection connection;
    private readonly WriteLock writeLock;
    private readonly long before;

    public DatabaseRoom(StateDirectory state, Connection connection, WriteLock writeLock)
    {
        (this.state, this.connection, this.writeLock) = (state, connection, writeLock);
        before = Bytes;
    }

    /// <summary>Gives pages back that nothing uses any more, as far as the disk has room to do so.</summary>
    /// <returns>How much less there is than at the beginning, in bytes.</returns>
    public long GiveBack()
    {
        try
        {
            // In pieces: nobody waits for the whole of it.
            for (var free = FreePages; free > 0; )
            {
                _ = WriteTransaction.Run(connection, writeLock, Shrink);
                Fold();
                if (FreePages is var left && left >= free)
                {
                    break;
                }

                free = left;
            }

            Fold();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            // The database uses its free pages again by and by.
        }

        return Math.Max(0, before - Bytes);
    }

    /// <summary>Folds the log in, under the lock of every write as any checkpoint.</summary>
    public void Fold()
    {
        writeLock.Enter(LockRule.WaitMax);
        try
        {
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            writeLock.Exit();
        }
    }

    private long FreePages => connection.Scalar("PRAGMA freelist_count") ?? 0;

    private long Bytes =>
        new[] { state.Database, state.Database + "-wal" }.Sum(path =>
            File.Exists(path) ? new FileInfo(path).Length : 0
        );

    private bool Shrink()
    {
        connection.Execute($"PRAGMA incremental_vacuum({PagesAtOnce})");
        return true;
    }
}
