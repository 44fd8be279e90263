using System.Collections.Concurrent;
using System.Text;

namespace Rota.Dashboard;

/// <summary>The files of the dashboard that are in this program: none where it was built without Node.</summary>
public static class PageFiles
{
    private const string Index = "index.html";
    private const string StyleHashFile = "style.hash";
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    };

    private static readonly HashSet<string> Names = [.. typeof(PageFiles).Assembly.GetManifestResourceNames()];
    private static readonly ConcurrentDictionary<string, PageFile?> Read = new(StringComparer.Ordinal);

    /// <summary>The page that all addresses of the dashboard show; null where the program has none.</summary>
    public static PageFile? Page => Find(Index);

    /// <summary>
    /// What allows the style that stands in the page, as a source of a content security policy; null where there is no
    /// page.
    /// </summary>
    public static string? StyleHash { get; } =
        Names.Contains(StyleHashFile) ? Encoding.ASCII.GetString(Bytes(StyleHashFile)).Trim() : null;

    /// <summary>A file by its path, as <c>assets/rota-1a2b.js</c>; null for one that is not there.</summary>
    public static PageFile? Find(string path) => Names.Contains($"{path}.br") ? Read.GetOrAdd(path, Load) : null;

    private static PageFile? Load(string path) =>
        ContentTypes.TryGetValue(Path.GetExtension(path), out var type)
            ? new PageFile(type, Bytes($"{path}.br"), Bytes($"{path}.gz"))
            : null;

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
