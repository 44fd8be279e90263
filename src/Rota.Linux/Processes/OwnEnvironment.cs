using System.Collections.Frozen;
using Rota.Core.Bytes;

namespace Rota.Linux.Processes;

/// <summary>
/// The words and variables that this process was started with, byte for byte: .NET's own view of them replaces what is
/// no UTF-8.
/// </summary>
public static class OwnEnvironment
{
    private static readonly Lazy<FrozenDictionary<string, string>> Known = new(Read);

    /// <summary>The variables. Of a name that comes twice, the first, as getenv(3) has it.</summary>
    public static IReadOnlyDictionary<string, string> Variables => Known.Value;

    /// <summary>A variable, or null.</summary>
    public static string? Find(string name) => Known.Value.GetValueOrDefault(name);

    /// <summary>The words as the system has them.</summary>
    /// <param name="arguments">The words as .NET hands them over.</param>
    public static string[] Arguments(string[] arguments)
    {
        if (arguments.All(word => System.Text.Ascii.IsValid(word)))
        {
            return arguments;
        }

        // Before them are the program's name, and a host's where there is one.
        var words = Entries("/proc/self/cmdline");
        return [.. words.TakeLast(arguments.Length)];
    }

    private static FrozenDictionary<string, string> Read()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries("/proc/self/environ"))
        {
            if (entry.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                variables.TryAdd(entry[..equals], entry[(equals + 1)..]);
            }
        }

        return variables.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Texts that each end with a zero byte.</summary>
    private static List<string> Entries(string path)
    {
        var entries = new List<string>();
        var rest = File.ReadAllBytes(path).AsSpan();
        while (rest.IndexOf((byte)0) is >= 0 and var end)
        {
            entries.Add(ByteText.Of(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return entries;
    }
}
