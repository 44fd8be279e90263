using System.Diagnostics;
using Rota.Linux.Faults;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// The one way to write: a transaction that leaves a mark of its own (<see cref="CommitMark"/>). One that was undone
/// for the sake of another, or with its connection, is run again; one whose commit was not answered is looked up first.
/// </summary>
internal static class Writing
{
    private const int ConflictsMax = 20;

    /// <summary>What the work would do is undone with its connection, so it may begin again as long as this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Of each transaction: nobody waits for one that stopped in the middle, and what is accepted is on a disk,
    /// whatever the server's own setting says.
    /// </summary>
    private const string Settings = """
        SELECT set_config('idle_in_transaction_session_timeout', '15000', true),
            set_config('lock_timeout', '10000', true),
            set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)
        """;

    /// <summary>Runs the work in a transaction and commits it, once.</summary>
    /// <param name="connection">What the work speaks by.</param>
    /// <param name="work">Reads and writes rows; run again where its transaction was undone.</param>
    /// <exception cref="StoreException">The server cannot be reached, or refuses.</exception>
    public static T Run<T>(Connection connection, Func<T> work)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Once(connection, work);
            }
            catch (UndoneException undone) when (MayTry(undone.Why, tries, begun))
            {
                Thread.Sleep(PauseAfter(tries));
            }
            catch (UndoneException undone)
            {
                throw PostgresFailure.Of(undone.Why, connection.Path);
            }
        }
    }

    private static T Once<T>(Connection connection, Func<T> work)
    {
        var mark = CommitMark.New();
        T result;
        try
        {
            connection.Begin();
            connection.Execute(Settings);
            CommitMark.Put(connection, mark);
            result = work();
            WakeUp.Tell(connection);
            connection.Flush();
        }
        catch (Exception error)
        {
            connection.RollBack();
            throw Judge(error, connection);
        }

        CrashPoint.Reach("postgres-before-commit");
        try
        {
            connection.Commit();
            return result;
        }
        catch (Exception error) when (PostgresFailure.IsLost(error))
        {
            connection.RollBack();
            connection.Server.Forget();
            return CommitMark.Took(connection, mark) ? result : throw new UndoneException(error);
        }
        catch (Exception error)
        {
            connection.RollBack();
            throw Judge(error, connection);
        }
    }

    /// <summary>Nothing was committed: whether it may be tried again, or what to say.</summary>
    private static Exception Judge(Exception error, Connection connection)
    {
        if (PostgresFailure.IsConflict(error))
        {
            return new UndoneException(error);
        }

        if (PostgresFailure.IsLost(error))
        {
            connection.Server.Forget();
            return new UndoneException(error);
        }

        return PostgresFailure.IsForeign(error) ? PostgresFailure.Of(error, connection.Path) : error;
    }

    private static bool MayTry(Exception why, int tries, long begun) =>
        PostgresFailure.IsConflict(why) ? tries < ConflictsMax : Stopwatch.GetElapsedTime(begun) < Patience;

    private static TimeSpan PauseAfter(int tries) =>
        TimeSpan.FromMilliseconds(Math.Min(PauseMax.TotalMilliseconds, Random.Shared.Next(1 << Math.Min(tries, 8))));

    private sealed class UndoneException(Exception why) : Exception(null, why)
    {
        public Exception Why => InnerException!;
    }
}
