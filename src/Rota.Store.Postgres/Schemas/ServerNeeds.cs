using System.Globalization;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Schemas;

/// <summary>What a server must be for a home to be made on it.</summary>
internal static class ServerNeeds
{
    private const int VersionMin = 130_000;

    /// <exception cref="StoreException">It is not: the message says what is missing.</exception>
    public static void Check(Connection connection)
    {
        var version = TextOf(connection, "server_version_num");
        if (int.Parse(version, CultureInfo.InvariantCulture) < VersionMin)
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                $"{connection.Path} is PostgreSQL {TextOf(connection, "server_version")}. Use 13 or later"
            );
        }

        if (TextOf(connection, "server_encoding") is var encoding and not "UTF8")
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                $"the database at {connection.Path} holds texts as {encoding}. Make one of UTF-8: "
                    + "createdb -T template0 -E UTF8 NAME"
            );
        }
    }

    /// <summary>A setting of the server.</summary>
    public static string TextOf(Connection connection, string setting)
    {
        using var rows = connection.Prepare("SELECT current_setting($1)").Bind(1, setting).Rows();
        _ = rows.Read();
        return rows.Text(0);
    }
}
