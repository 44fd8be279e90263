using Npgsql;

namespace Rota.Store.Postgres.Addresses;

/// <summary>
/// Where a home is: <c>postgres://user@host:port/database?setting=value</c>, as libpq reads it. A password stands
/// better in <c>~/.pgpass</c> or <c>PGPASSWORD</c>; one that is in the address is shown nowhere.
/// </summary>
public sealed class HomeAddress
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    private HomeAddress(string plain, NpgsqlConnectionStringBuilder settings)
    {
        Plain = plain;
        Visible = $"postgres://{settings.Username}@{AddressSettings.HostOf(settings)}/{settings.Database}";
        Settings = settings.ConnectionString;
        HasPassword = settings.Password is { Length: > 0 };
    }

    /// <summary>The server and the database, for people.</summary>
    public string Visible { get; }

    /// <summary>The address as it was written, without a password.</summary>
    public string Plain { get; }

    /// <summary>Whether a password stands in it.</summary>
    public bool HasPassword { get; }

    /// <summary>A direct way to the server to hear of changes by; null to look now and then.</summary>
    public string? Listen { get; private init; }

    /// <summary>Whether only a server is used that answers a commit when a second one has it.</summary>
    public bool RequiresSync { get; private init; }

    /// <summary>What the driver is told.</summary>
    internal string Settings { get; }

    /// <summary>Whether a text is such an address.</summary>
    public static bool Is(string text) => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.Ordinal));

    /// <summary>Reads one.</summary>
    /// <exception cref="StoreException">It cannot be read; the message does not show it.</exception>
    public static HomeAddress Parse(string text)
    {
        try
        {
            return Read(text[Schemes.First(scheme => text.StartsWith(scheme, StringComparison.Ordinal)).Length..]);
        }
        catch (Exception error)
            when (error is ArgumentException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new StoreException(
                StoreFailure.Unreachable,
                "the address of the home cannot be read. Write it as postgres://user@host:port/database, and after a "
                    + $"question mark {string.Join(", ", AddressSettings.Names)}, listen or require_sync"
            );
        }
    }

    private static HomeAddress Read(string text)
    {
        var (body, query) = Cut(text, '?');
        var (place, database) = Cut(body, '/');
        var at = place.LastIndexOf('@');
        var (user, password) = at < 0 ? ("", "") : Cut(place[..at], ':');
        var settings = new NpgsqlConnectionStringBuilder();
        var (listen, requiresSync) = ((string?)null, false);
        AddressSettings.Set(settings, "user", user);
        AddressSettings.Set(settings, "password", password);
        AddressSettings.Set(settings, "host", place[(at + 1)..]);
        AddressSettings.Set(settings, "dbname", database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, '=');
            switch (name)
            {
                case "listen":
                    listen = Uri.UnescapeDataString(value);
                    break;
                case "require_sync":
                    requiresSync = value is "on" or "1" or "true";
                    break;
                default:
                    AddressSettings.Set(settings, name, value);
                    break;
            }
        }

        AddressSettings.Complete(settings);
        var plain =
            password.Length == 0 ? text : text.Replace($"{user}:{password}@", $"{user}@", StringComparison.Ordinal);
        return new HomeAddress("postgres://" + plain, settings) { Listen = listen, RequiresSync = requiresSync };
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var found
            ? (text[..found], text[(found + 1)..])
            : (text, "");
}
