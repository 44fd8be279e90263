using Rota.Linux.Files;

namespace Rota.Linux.Processes;

/// <summary>The user that this process acts as.</summary>
public static class OwnUser
{
    /// <summary>Its number.</summary>
    public static long Number => Account.Me;

    /// <summary>Its name; the number where it has none.</summary>
    public static string Name { get; } = Account.NameOf(Account.Me);
}
