using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Linux.Users;

/// <summary>A user of this machine, as its lists of users have them.</summary>
/// <param name="Number">The number, by which the system knows them.</param>
/// <param name="Name">The name.</param>
/// <param name="Group">The number of their own group.</param>
/// <param name="Home">The home directory.</param>
/// <param name="Shell">The shell; empty where none is said.</param>
public sealed record SystemUser(uint Number, string Name, uint Group, string Home, string Shell)
{
    /// <summary>Where programs are looked for by a user who has not said.</summary>
    public const string UsualPath = "/usr/local/bin:/usr/bin:/bin";

    private const int GroupsMax = 65_536;

    /// <summary>The user of a number; null where the lists have none.</summary>
    public static SystemUser? Of(long number) =>
        number is >= 0 and < uint.MaxValue && Account.Entry((uint)number) is var (name, group, home, shell)
            ? new((uint)number, name, group, home, shell)
            : null;

    /// <summary>The numbers of all groups that they are in, their own among them.</summary>
    public unsafe uint[] Groups()
    {
        for (var room = 64; ; room = Math.Min(GroupsMax, room * 4))
        {
            var groups = new uint[room];
            var count = room;
            fixed (uint* first = groups)
            {
                if (NativeUsers.GroupsOf(Name, Group, first, &count) >= 0 || room == GroupsMax)
                {
                    return groups[..Math.Min(count, room)];
                }
            }
        }
    }

    /// <summary>Whether they are in a group of this name.</summary>
    public bool IsIn(string group) => Groups().Any(number => Account.GroupName(number) == group);
}
