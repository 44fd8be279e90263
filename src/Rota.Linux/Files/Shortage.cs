using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>
/// The system has no more file descriptors. That is no answer to a question: a process whose entry cannot be opened for
/// it has not ended, and output that cannot be read for it is not gone. It passes, so it is waited out.
/// </summary>
internal static class Shortage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether a call failed for this reason.</summary>
    public static bool Is(IOException error) => IsShort(error.HResult);

    private static bool IsShort(int error) => error is Native.TooManyFiles or Native.TooManyFilesInSystem;

    /// <summary>Opens a file, waiting for a descriptor.</summary>
    /// <returns>The descriptor, or -1 where the file cannot be opened.</returns>
    public static int Open(string path, int flags)
    {
        int file;
        while ((file = NativeFile.Open(path, flags)) < 0 && IsShort(Marshal.GetLastPInvokeError()))
        {
            Thread.Sleep(Pause);
        }

        return file;
    }

    /// <summary>Does the work, as often as it fails for this reason.</summary>
    public static T Outwait<T>(Func<T> work)
    {
        while (true)
        {
            try
            {
                return work();
            }
            catch (IOException error) when (Is(error))
            {
                // Descriptors give no signal when they become free.
                Thread.Sleep(Pause);
            }
        }
    }
}
