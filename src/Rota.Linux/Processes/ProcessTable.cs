using System.Globalization;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Linux.Processes;

/// <summary>What /proc tells of a process.</summary>
/// <param name="Pid">Its id.</param>
/// <param name="Parent">Its parent.</param>
/// <param name="Session">Its session.</param>
/// <param name="StartTicks">When it started, in ticks since boot: with the pid and the boot, its identity.</param>
/// <param name="ResidentBytes">Its resident memory.</param>
/// <param name="IsZombie">Whether it has ended and waits for its parent.</param>
/// <param name="IsStopped">Whether a signal or a debugger has stopped it.</param>
/// <param name="Group">Its process group.</param>
public readonly record struct ProcessEntry(
    int Pid,
    int Parent,
    int Session,
    long StartTicks,
    long ResidentBytes,
    bool IsZombie,
    bool IsStopped = false,
    int Group = 0
);

/// <summary>Reads /proc.</summary>
public static class ProcessTable
{
    /// <summary>Name of the environment variable that marks every process of an attempt.</summary>
    public const string Marker = "ROTA_ATTEMPT_ID";

    /// <summary>Name of the environment variable with the job of an attempt.</summary>
    public const string JobVariable = "ROTA_JOB_ID";

    private static readonly long PageBytes = Environment.SystemPageSize;

    /// <summary>The boot that this system lives in.</summary>
    public static string BootId { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>All processes that are there now.</summary>
    public static IEnumerable<ProcessEntry> All()
    {
        foreach (var directory in Shortage.Outwait(() => Directory.GetDirectories("/proc")))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), out var pid) && Find(pid) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>One process, or null when it is gone.</summary>
    public static unsafe ProcessEntry? Find(int pid)
    {
        Span<byte> buffer = stackalloc byte[1024];
        var file = Shortage.Open($"/proc/{pid}/stat", NativeFile.ReadOnly);
        if (file < 0)
        {
            return null;
        }

        int length;
        fixed (byte* target = buffer)
        {
            length = (int)NativeFile.Read(file, target, buffer.Length);
        }

        _ = NativeFile.Close(file);
        if (length <= 0)
        {
            return null;
        }

        // The name stands in brackets and may hold anything; the fields after the last bracket are plain.
        var text = buffer[..length];
        var fields = text[(text.LastIndexOf((byte)')') + 2)..];
        var values = new FieldReader(fields);
        var state = values.Skip(0)[0];
        var parent = values.Number(0);
        var group = values.Number(0);
        var session = values.Number(0);
        var start = values.Number(15);
        var resident = values.Number(1) * PageBytes;
        return new ProcessEntry(
            pid,
            (int)parent,
            (int)session,
            start,
            resident,
            state is (byte)'Z' or (byte)'X',
            state is (byte)'T' or (byte)'t',
            (int)group
        );
    }

    /// <summary>Asks a process to end.</summary>
    public static void Terminate(int pid) => _ = Native.Kill(pid, Native.SigTerm);

    /// <summary>The attempt whose marker a process carries, or null.</summary>
    public static string? MarkerOf(int pid) => ProcessTraces.VariableOf(pid, Marker);

    /// <summary>Walks over fields between single spaces.</summary>
    private ref struct FieldReader(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> rest = text;

        /// <summary>Passes over so many fields and gives the next.</summary>
        public ReadOnlySpan<byte> Skip(int count)
        {
            for (var field = 0; field < count; field++)
            {
                Next();
            }

            return Next();
        }

        public long Number(int skip) =>
            long.Parse(Skip(skip), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        private ReadOnlySpan<byte> Next()
        {
            var space = rest.IndexOf((byte)' ');
            var field = space < 0 ? rest : rest[..space];
            rest = space < 0 ? [] : rest[(space + 1)..];
            return field;
        }
    }
}
