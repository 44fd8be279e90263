using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>
/// Whose a file is and who may do what with it; a symbolic link is looked at itself, not where it leads.
/// </summary>
internal readonly record struct FileRights(uint Owner, uint Group, int Mode)
{
    private const int TypeMask = 0xF000;
    private const int Link = 0xA000;
    private const int DirectoryType = 0x4000;
    private const int Regular = 0x8000;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => (Mode & TypeMask) == Link;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => (Mode & TypeMask) == DirectoryType;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsRegular => (Mode & TypeMask) == Regular;

    /// <summary>Whether entries of this directory can be replaced only by their owners.</summary>
    public bool IsSticky => (Mode & 0x200) != 0;

    /// <summary>Whether its group or others may do anything with it.</summary>
    public bool IsOpen => (Mode & 0b111_111) != 0;

    /// <summary>Whether its group may write.</summary>
    public bool IsGroupWritable => (Mode & 0b010_000) != 0;

    /// <summary>Whether everybody may write.</summary>
    public bool IsWorldWritable => (Mode & 0b010) != 0;

    /// <summary>Whether everybody may read or write.</summary>
    public bool IsWorldOpen => (Mode & 0b110) != 0;

    /// <summary>The facts of what a path names; null where nothing is.</summary>
    /// <exception cref="UnauthorizedAccessException">A directory on the way may not be entered.</exception>
    /// <exception cref="IOException">The system does not say.</exception>
    public static FileRights? Of(string path) => Of(Posix.CurrentDirectory, path, Posix.NoFollow);

    /// <summary>The facts of a file that is open.</summary>
    public static FileRights Of(SafeHandle file) => Of((int)file.DangerousGetHandle(), "", Posix.EmptyPath)!.Value;

    private static unsafe FileRights? Of(int directory, string path, int flags)
    {
        const int OwnerAt = 20,
            GroupAt = 24,
            ModeAt = 28;
        var buffer = stackalloc byte[256];
        if (Posix.StatX(directory, path, flags, Posix.BasicFacts, buffer) == 0)
        {
            return new(*(uint*)(buffer + OwnerAt), *(uint*)(buffer + GroupAt), *(ushort*)(buffer + ModeAt));
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Posix.NoEntry or Posix.NoDirectory => null,
            Posix.AccessDenied => throw new UnauthorizedAccessException($"{path}: permission denied"),
            _ => throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}"),
        };
    }
}
