using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>Users and groups as the system knows them, and which of them are nobody else than this user.</summary>
internal static unsafe partial class Account
{
    private const int TooSmall = 34;
    private const int BufferMost = 1 << 20;
    private const string WholeMap = "4294967295";

    /// <summary>The user this process acts as.</summary>
    public static uint Me { get; } = Posix.EffectiveUserId();

    /// <summary>A user for people: name and number.</summary>
    public static string Describe(uint user) => UserName(user) is { } name ? $"{name} (uid {user})" : $"uid {user}";

    /// <summary>How a command names a user.</summary>
    public static string NameOf(uint user) => UserName(user) ?? $"{user}";

    /// <summary>What the system has of a user: name, group, home and shell; null where it has none.</summary>
    public static (string Name, uint Group, string Home, string Shell)? Entry(uint user) =>
        Ask<(string, uint, string, string)?>(
            user,
            UserOf,
            entry => (TextAt(entry, 0)!, ((uint*)entry)[5], TextAt(entry, 4) ?? "", TextAt(entry, 5) ?? "")
        );

    /// <summary>The name of a group; its number where it has none.</summary>
    public static string GroupName(uint group) => Group(group) is var (name, _) ? name : $"{group}";

    /// <summary>A group for people.</summary>
    public static string DescribeGroup(uint group) =>
        Group(group) is var (name, _) ? $"{name} (gid {group})" : $"gid {group}";

    /// <summary>Whether this user or root, who may do everything anyway.</summary>
    public static bool IsTrusted(uint user) => user == Me || user == 0;

    /// <summary>
    /// Whether an owner has no number in this user namespace: then the system shows one number for all of them, and
    /// whether it is root's, as of /home in a rootless container, cannot be known in there.
    /// </summary>
    public static bool IsUnmapped(uint user) => user == Overflow.Value;

    /// <summary>
    /// Whether a group is this user's alone or root's: called like the user, as groups are on systems whose umask is
    /// 002, and with no other member. Where names are missing, as in many containers, numbers stand for them.
    /// </summary>
    public static bool IsPrivate(uint group)
    {
        var (name, members) = Group(group) ?? ($"{group}", []);
        return (group == 0 || name == NameOf(Me)) && members.All(member => member == NameOf(Me) || member == NameOf(0));
    }

    private static readonly Lazy<uint?> Overflow = new(() =>
        File.ReadAllText("/proc/self/uid_map").Contains(WholeMap, StringComparison.Ordinal)
            ? null
            : uint.Parse(File.ReadAllText("/proc/sys/kernel/overflowuid"), null)
    );

    private static string? UserName(uint user) => Ask(user, UserOf, entry => TextAt(entry, 0));

    private static (string Name, string[] Members)? Group(uint group) =>
        Ask<(string, string[])?>(
            group,
            GroupOf,
            entry =>
            {
                var members = new List<string>();
                for (var member = (nint*)((nint*)entry)[3]; *member != 0; member++)
                {
                    members.Add(Marshal.PtrToStringUTF8(*member)!);
                }

                return (TextAt(entry, 0)!, [.. members]);
            }
        );

    private static string? TextAt(nint entry, int field) => Marshal.PtrToStringUTF8(((nint*)entry)[field]);

    private delegate int Question(uint number, byte* entry, byte* buffer, nuint size, nint* found);

    private static T? Ask<T>(uint number, Question question, Func<nint, T> read)
    {
        var entry = stackalloc byte[64];
        for (var size = 4096; size <= BufferMost; size *= 4)
        {
            var buffer = (byte*)NativeMemory.Alloc((nuint)size);
            try
            {
                nint found;
                var error = question(number, entry, buffer, (nuint)size, &found);
                if (error != TooSmall)
                {
                    return error == 0 && found != 0 ? read(found) : default;
                }
            }
            finally
            {
                NativeMemory.Free(buffer);
            }
        }

        return default;
    }

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static partial int UserOf(uint user, byte* entry, byte* buffer, nuint size, nint* found);

    [LibraryImport("libc", EntryPoint = "getgrgid_r")]
    private static partial int GroupOf(uint group, byte* entry, byte* buffer, nuint size, nint* found);
}
