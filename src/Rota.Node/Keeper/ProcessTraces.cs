using System.Globalization;
using System.Text;

namespace Rota.Node.Keeper;

/// <summary>What a living process of an attempt still shows of its order.</summary>
internal static class ProcessTraces
{
    /// <summary>A variable in the environment that a process began with, or null.</summary>
    public static string? VariableOf(int pid, string name)
    {
        try
        {
            var environment = Shortage.Outwait(() => File.ReadAllBytes($"/proc/{pid}/environ"));
            var wanted = Encoding.ASCII.GetBytes(name + "=");
            foreach (var range in environment.AsSpan().Split((byte)0))
            {
                var entry = environment.AsSpan()[range];
                if (entry.StartsWith(wanted))
                {
                    return Encoding.UTF8.GetString(entry[wanted.Length..]);
                }
            }
        }
        catch (IOException)
        {
            // It ended while it was looked at.
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's process carries no mark of ours.
        }

        return null;
    }

    /// <summary>The number of the files that a process of an attempt writes to; 0 where it writes elsewhere.</summary>
    public static int ScratchOf(int pid)
    {
        foreach (var (stream, ending) in ((int, string)[])[(1, ".out"), (2, ".err")])
        {
            try
            {
                if (
                    File.ResolveLinkTarget($"/proc/{pid}/fd/{stream}", returnFinalTarget: false) is { Name: var name }
                    && name.EndsWith(ending, StringComparison.Ordinal)
                    && int.TryParse(name[..^ending.Length], CultureInfo.InvariantCulture, out var scratch)
                )
                {
                    return scratch;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It ended while it was looked at, or closed its output.
            }
        }

        return 0;
    }
}
