using System.Globalization;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>The CPUs that a thread may run on, as text such as <c>0-3,8</c>.</summary>
internal static unsafe class CpuSet
{
    private const int Bytes = 1024;
    private const int OnlineCpus = 84;

    /// <summary>Those of a thread (0 for this one), or null where it has all that the system lets it have.</summary>
    public static string? Of(int thread)
    {
        var mask = stackalloc byte[Bytes];
        return NativeSettings.GetCpus(thread, Bytes, mask) < 0 || Count(mask) >= Online || IsAll(mask)
            ? null
            : Text(mask);
    }

    /// <summary>The numbers of those that this process may run on, ascending.</summary>
    public static IReadOnlyList<int> Usable()
    {
        var mask = stackalloc byte[Bytes];
        var cpus = new List<int>();
        if (NativeSettings.GetCpus(Environment.ProcessId, Bytes, mask) >= 0)
        {
            for (var cpu = 0; cpu < Bytes * 8; cpu++)
            {
                if ((mask[cpu / 8] >> (cpu % 8) & 1) != 0)
                {
                    cpus.Add(cpu);
                }
            }
        }

        return cpus;
    }

    /// <summary>Binds this thread to them, or frees it.</summary>
    public static bool TryApply(string? cpus)
    {
        var mask = stackalloc byte[Bytes];
        new Span<byte>(mask, Bytes).Fill(cpus is null ? byte.MaxValue : (byte)0);
        foreach (var range in cpus?.Split(',') ?? [])
        {
            var bounds = range.Split('-');
            var last = int.Parse(bounds[^1], CultureInfo.InvariantCulture);
            for (var cpu = int.Parse(bounds[0], CultureInfo.InvariantCulture); cpu <= last && cpu < Bytes * 8; cpu++)
            {
                mask[cpu / 8] |= (byte)(1 << (cpu % 8));
            }
        }

        return NativeSettings.SetCpus(0, Bytes, mask) == 0;
    }

    private static int Online => (int)NativeSettings.Configuration(OnlineCpus);

    /// <summary>A container may have fewer than the machine: what a thread gets that asks for all tells.</summary>
    private static bool IsAll(byte* mask)
    {
        var (own, all) = (new ReadOnlySpan<byte>(mask, Bytes).ToArray(), new byte[Bytes]);
        _ = ThreadSettings.TryRun(() =>
        {
            fixed (byte* most = all)
            {
                _ = TryApply(null);
                _ = NativeSettings.GetCpus(0, Bytes, most);
            }
        });
        return own.AsSpan().SequenceEqual(all);
    }

    private static int Count(byte* mask)
    {
        var count = 0;
        foreach (var eight in new ReadOnlySpan<byte>(mask, Bytes))
        {
            count += int.PopCount(eight);
        }

        return count;
    }

    private static string Text(byte* mask)
    {
        var ranges = new List<string>();
        for (var cpu = 0; cpu < Bytes * 8; cpu++)
        {
            var first = cpu;
            while (cpu < Bytes * 8 && (mask[cpu / 8] >> (cpu % 8) & 1) != 0)
            {
                cpu++;
            }

            if (cpu > first)
            {
                ranges.Add(cpu - 1 == first ? $"{first}" : $"{first}-{cpu - 1}");
            }
        }

        return string.Join(',', ranges);
    }
}
