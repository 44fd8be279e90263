using Rota.Store.Rules;

namespace Rota.Store.Sqlite.Files;

/// <summary>The one way to write: write lock, immediate transaction, commit; a failure leaves no trace.</summary>
internal static class WriteTransaction
{
    public static T Run<T>(Connection connection, WriteLock writeLock, Func<T> work)
    {
        writeLock.Enter(LockRule.WaitMax);
        return RunHeld(connection, writeLock, work);
    }

    /// <summary>The same with the lock already taken; gives it back.</summary>
    public static T RunHeld<T>(Connection connection, WriteLock writeLock, Func<T> work)
    {
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

    /// <summary>Undoes the transaction in progress, if there is one.</summary>
    public static void RollBack(Connection connection)
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
