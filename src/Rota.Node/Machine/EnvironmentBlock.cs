using System.Runtime.InteropServices;
using Rota.Core.Bytes;
using Rota.Linux.Calls;

namespace Rota.Node.Machine;

/// <summary>
/// The environment that the tasks of a job share, as C sees it, and their settings: made once, used by thousands of
/// launches.
/// </summary>
internal sealed unsafe class EnvironmentBlock
{
    private readonly NativeText texts = new();
    private readonly Dictionary<string, nint> byName = new(StringComparer.Ordinal);
    private readonly nint[] all;

    public EnvironmentBlock(IEnumerable<string> entries, TaskSettings settings)
    {
        Settings = settings;
        foreach (var entry in entries)
        {
            byName[NameOf(entry)] = (nint)texts.Add(entry);
        }

        all = [.. byName.Values];
        Path =
            entries.LastOrDefault(entry => entry.StartsWith("PATH=", StringComparison.Ordinal))?[5..]
            ?? "/usr/local/bin:/usr/bin:/bin";
    }

    /// <summary>What else they start with.</summary>
    public TaskSettings Settings { get; }

    /// <summary>Where programs are looked for.</summary>
    public string Path { get; }

    /// <summary>The shared entries without those that a task states anew: a name must not come twice.</summary>
    public ReadOnlySpan<nint> Without(IReadOnlyList<string> own)
    {
        HashSet<string>? restated = null;
        foreach (var entry in own)
        {
            var name = NameOf(entry);
            if (byName.ContainsKey(name))
            {
                (restated ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
            }
        }

        return restated is null
            ? all
            : byName.Where(entry => !restated.Contains(entry.Key)).Select(entry => entry.Value).ToArray();
    }

    /// <summary>The shared entries as texts, without those that a task states anew.</summary>
    public IReadOnlyList<string> Entries(IReadOnlyList<string>? own = null) =>
        [
            .. (own is null ? all : Without(own).ToArray()).Select(entry =>
                ByteText.Of(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry))
            ),
        ];

    private static string NameOf(string entry)
    {
        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? entry : entry[..equals];
    }
}
