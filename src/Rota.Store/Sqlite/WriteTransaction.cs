namespace Rota.Store.Sqlite;

/// <summary>The one way to write: write lock, immediate transaction, commit; a failure leaves no trace.</summary>
internal static class WriteTransaction
{
    public static T Run<T>(Connection connection, FileLock writeLock, Func<T> work)
    {
        writeLock.Enter(Database.WriteWait);
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work();
                connection.Execute("COMMIT");
                return result;
            }
            catch
            {
                RollBack(connection);
                throw;
            }
        }
        finally
        {
            writeLock.Exit();
        }
    }

    private static void RollBack(Connection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (StoreException)
        {
            // SQLite has rolled back by itself, as it does on a full disk; the first failure is the one to tell.
        }
        catch (Core.Model.InvariantException)
        {
            // "no transaction is active": the same case.
        }
    }
}
