using System.Globalization;
using Npgsql;

namespace Rota.Store.Postgres.Addresses;

/// <summary>The parts of an address by the names that libpq has for them, and what stands for those left out.</summary>
internal static class AddressSettings
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["dbname"] = "Database",
        ["passfile"] = "Passfile",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["channel_binding"] = "Channel Binding",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    /// <summary>What may stand after the question mark.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Sets one; an empty one says nothing.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="ArgumentException">It has no such value.</exception>
    public static void Set(NpgsqlConnectionStringBuilder settings, string name, string escaped)
    {
        var value = Uri.UnescapeDataString(escaped);
        if (value.Length == 0)
        {
            return;
        }

        switch (name)
        {
            case "password":
                settings.Password = value;
                break;
            case "host" when value.Split(':') is [var host, var port]:
                settings.Host = host;
                settings.Port = int.Parse(port, CultureInfo.InvariantCulture);
                break;
            case "sslmode" or "channel_binding":
                settings[Known[name]] = value.Replace("-", "", StringComparison.Ordinal);
                break;
            default:
                settings[Known[name]] = value;
                break;
        }
    }

    /// <summary>What libpq would take for what is left out.</summary>
    public static void Complete(NpgsqlConnectionStringBuilder settings)
    {
        settings.Host ??= Variable("PGHOST") ?? "/var/run/postgresql";
        settings.Username ??= Variable("PGUSER") ?? Environment.UserName;
        settings.Database ??= Variable("PGDATABASE") ?? settings.Username;
        if (settings.Port == NpgsqlConnection.DefaultPort && Variable("PGPORT") is { } port)
        {
            settings.Port = int.Parse(port, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The host with its port, for people.</summary>
    public static string HostOf(NpgsqlConnectionStringBuilder settings) =>
        settings.Port == NpgsqlConnection.DefaultPort ? settings.Host! : $"{settings.Host}:{settings.Port}";

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
