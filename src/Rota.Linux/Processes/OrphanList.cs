using System.Globalization;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>
/// Children of this process's main thread. An orphan comes to the first thread of its reaper (exit(2),
/// find_new_reaper), and a keeper starts processes on other threads: so these are the orphans. One read of a file that
/// is mostly empty.
/// </summary>
internal sealed class OrphanList
{
    private readonly string path = $"/proc/self/task/{Environment.ProcessId}/children";
    private readonly int file;
    private byte[] buffer = new byte[4096];

    public OrphanList() => file = NativeFile.Open(path, NativeFile.ReadOnly);

    /// <summary>Their ids. Where the system keeps no such list (no CONFIG_PROC_CHILDREN), all children.</summary>
    public IReadOnlyList<int> Read()
    {
        if (file < 0)
        {
            var self = Environment.ProcessId;
            return [.. ProcessTable.All().Where(process => process.Parent == self).Select(process => process.Pid)];
        }

        lock (path)
        {
            var length = Fill();
            return length == 0 ? [] : Parse(buffer.AsSpan(0, length));
        }
    }

    /// <summary>Reads until nothing comes any more: the system gives no more than a page at a time.</summary>
    private unsafe int Fill()
    {
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 4);
            }

            int read;
            fixed (byte* target = buffer)
            {
                read = (int)NativeFile.ReadAt(file, target + length, buffer.Length - length, length);
            }

            if (read <= 0)
            {
                return length;
            }

            length += read;
        }
    }

    private static List<int> Parse(ReadOnlySpan<byte> text)
    {
        var pids = new List<int>();
        foreach (var range in text.Split((byte)' '))
        {
            if (int.TryParse(text[range], CultureInfo.InvariantCulture, out var pid))
            {
                pids.Add(pid);
            }
        }

        return pids;
    }
}
