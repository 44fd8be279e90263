using System.Diagnostics;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// A row that each writing transaction leaves, unique for ever. Where a commit was not answered, somebody puts in the
/// same mark as void: the server makes that wait for the end of the transaction, if it still goes on. Either the mark
/// was there, and the commit took place; or the void one is there now, and the commit never will.
/// </summary>
internal static class CommitMark
{
    private const string Insert = "INSERT INTO rota.commit_mark (id, is_void) VALUES ($1, false)";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A mark that no other transaction has.</summary>
    public static long New() => Random.Shared.NextInt64();

    /// <summary>Leaves it, within the transaction.</summary>
    public static void Put(Connection connection, long mark) => connection.Prepare(Insert).Bind(1, mark).Run();

    /// <summary>Whether the transaction that left it was committed. Asked on a new connection.</summary>
    /// <exception cref="StoreException">The server cannot be reached, so nobody knows yet.</exception>
    public static bool Took(Connection connection, long mark)
    {
        for (var begun = Stopwatch.GetTimestamp(); ; )
        {
            try
            {
                connection.Begin();
                _ = connection
                    .Prepare("INSERT INTO rota.commit_mark (id, is_void) VALUES ($1, true) ON CONFLICT (id) DO NOTHING")
                    .Bind(1, mark)
                    .RunNow();
                var isVoid = connection
                    .Prepare("SELECT is_void FROM rota.commit_mark WHERE id = $1")
                    .Bind(1, mark)
                    .Scalar();
                connection.Commit();
                return isVoid == 0;
            }
            catch (Exception error) when (PostgresFailure.IsForeign(error))
            {
                connection.RollBack();
                connection.Server.Forget();
                if (Stopwatch.GetElapsedTime(begun) > Patience)
                {
                    throw Unknown(connection.Path, error);
                }

                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Marks are asked for within seconds: those of yesterday go.</summary>
    public static void Trim(Connection connection) =>
        connection.Execute("DELETE FROM rota.commit_mark WHERE at < now() - interval '1 day'");

    private static StoreException Unknown(string address, Exception why) =>
        new(
            StoreFailure.Unreachable,
            $"{address} did not answer a commit ({why.Message.TrimEnd('.')}), and cannot be asked since: "
                + "nobody knows yet whether it took place. Look when it is back (rota ls); with the same --key, "
                + "submitting again is safe"
        );
}
