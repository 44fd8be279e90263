using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Store.Postgres.Addresses;

/// <summary>
/// The file of a state directory that says that its home is elsewhere, and where: later commands on the state need
/// not be told. There is no password in it.
/// </summary>
public static class HomeFile
{
    private const string Name = "home";

    /// <summary>The address that a state directory names; null where its home is in itself.</summary>
    /// <param name="state">The path of the directory, which need not be there.</param>
    public static string? Find(string state)
    {
        var path = Path.Combine(state, Name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>Notes it, for who makes the home.</summary>
    /// <exception cref="StoreException">The state has a home in itself.</exception>
    public static void Keep(StateDirectory state, HomeAddress address)
    {
        if (Find(state.Path) == address.Plain)
        {
            return;
        }

        if (File.Exists(state.Database))
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                $"{state.Path} has its home in {StateDirectory.DatabaseName}, so it cannot have another in "
                    + $"{address.Visible}. Name another state (--state DIR), or leave out --home and ROTA_HOME"
            );
        }

        Adopt(state, address);
    }

    /// <summary>Has a state use another home from here on.</summary>
    internal static void Adopt(StateDirectory state, HomeAddress address)
    {
        var path = Path.Combine(state.Path, Name);
        File.WriteAllText(path + ".new", address.Plain + "\n");
        Durable.Rename(path + ".new", path);
    }

    /// <summary>Has a state use the file in it from here on.</summary>
    internal static void Forget(StateDirectory state) => File.Delete(Path.Combine(state.Path, Name));
}
