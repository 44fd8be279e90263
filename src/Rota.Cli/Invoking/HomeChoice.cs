using System.Collections.Concurrent;
using Rota.App.Problems;
using Rota.Linux.Processes;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres;
using Rota.Store.Postgres.Addresses;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Sqlite;

namespace Rota.Cli.Invoking;

/// <summary>
/// Which home a state has: that of <c>--home</c> or <c>ROTA_HOME</c>, that which the state itself names, or the file
/// in it.
/// </summary>
internal static class HomeChoice
{
    /// <summary>A process asks a server by one pool of connections, however often it makes a site.</summary>
    private static readonly ConcurrentDictionary<string, PostgresHomes> Opened = new(StringComparer.Ordinal);

    /// <summary>The homes for a state.</summary>
    /// <param name="state">The path of its directory.</param>
    /// <param name="option">What <c>--home</c> says; null for nothing.</param>
    public static IHomes Of(string state, string? option)
    {
        var named = option ?? OwnEnvironment.Find("ROTA_HOME");
        var noted = HomeFile.Find(state);
        if ((named ?? noted) is not { } text)
        {
            return new SqliteHomes();
        }

        var address = Read(text, isOnTheLine: option is not null);
        Refuse(state, address, noted);
        return Opened.GetOrAdd(text, _ => new PostgresHomes(new Server(address)));
    }

    /// <summary>The homes that a word of the command line names, for a state that is to have one of them.</summary>
    public static IHomes Target(string state, string text)
    {
        var (noted, isFile) = (HomeFile.Find(state), text == "file");
        var address = isFile ? null : Read(text, isOnTheLine: true);
        if (isFile ? noted is null : noted is not null && HomeAddress.Parse(noted).Visible == address!.Visible)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"the state {state} has its home there already",
                "name another place: postgres://user@host/database, or file"
            );
        }

        return address is null ? new SqliteHomes() : new PostgresHomes(new Server(address));
    }

    private static HomeAddress Read(string text, bool isOnTheLine)
    {
        if (!HomeAddress.Is(text))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "the home is no address of PostgreSQL",
                "postgres://user@host:port/database; without --home and ROTA_HOME it is a file of the state"
            );
        }

        var address = HomeAddress.Parse(text);
        return isOnTheLine && address.HasPassword
            ? throw new ProblemException(
                ProblemCodes.Usage,
                "a password on the command line is seen by everybody on this machine",
                "put it into ~/.pgpass, PGPASSWORD or ROTA_HOME"
            )
            : address;
    }

    /// <summary>Two homes of one state would be two truths about its tasks.</summary>
    private static void Refuse(string state, HomeAddress address, string? noted)
    {
        var has =
            noted is not null && HomeAddress.Parse(noted).Visible != address.Visible ? HomeAddress.Parse(noted).Visible
            : noted is null && File.Exists(Path.Combine(state, StateDirectory.DatabaseName))
                ? StateDirectory.DatabaseName
            : null;
        if (has is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"the state {state} has its home in {has}, not in {address.Visible}",
                "name another state with --state DIR, or leave out --home and ROTA_HOME"
            );
        }
    }
}
