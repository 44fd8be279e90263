using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>The calls of terminals. Structures are those of Linux on x64 and arm64, with either C library.</summary>
internal static unsafe partial class NativeTerminal
{
    private const nuint GetWindowSize = 0x5413;
    private const uint Canonical = 0x2;
    private const uint Echo = 0x8;
    private const int Now = 0;
    private const int Input = 0;
    private const int MinimumAt = 6;
    private const int TimeAt = 5;

    /// <summary>Lines and columns of the terminal that a descriptor leads to; 0 where it does not say.</summary>
    public static (int Lines, int Columns) Size(int descriptor)
    {
        var size = stackalloc ushort[4];
        return Control(descriptor, GetWindowSize, size) == 0 ? (size[0], size[1]) : (0, 0);
    }

    /// <summary>
    /// Whether this process may read the terminal: one in the background would be stopped for trying.
    /// </summary>
    public static bool IsForeground(int descriptor) => ForegroundGroup(descriptor) == OwnGroup();

    /// <summary>Settings with which each key is there at once, unseen; signals of keys stay.</summary>
    public static Settings KeyByKey(Settings settings)
    {
        settings.Local &= ~(Canonical | Echo);
        settings.Characters[MinimumAt] = 1;
        settings.Characters[TimeAt] = 0;
        return settings;
    }

    public static bool TryRead(int descriptor, out Settings settings)
    {
        fixed (Settings* place = &settings)
        {
            return GetAttributes(descriptor, place) == 0;
        }
    }

    /// <summary>Sets them at once: waiting for output would wait for ever where the terminal was stopped.</summary>
    public static bool TrySet(int descriptor, Settings settings) => SetAttributes(descriptor, Now, &settings) == 0;

    /// <summary>Forgets what was typed before anything was asked.</summary>
    public static void ForgetTyped(int descriptor) => _ = FlushQueue(descriptor, Input);

    /// <summary>struct termios.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Settings
    {
        public uint Input;
        public uint Output;
        public uint Control;
        public uint Local;
        public byte Line;
        public fixed byte Characters[32];
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, ushort* size);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, Settings* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, Settings* settings);

    [LibraryImport("libc", EntryPoint = "tcflush")]
    private static partial int FlushQueue(int descriptor, int queue);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
