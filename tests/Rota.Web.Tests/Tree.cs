namespace Rota.Web.Tests;

/// <summary>The files of the checkout.</summary>
internal static class Tree
{
    private static readonly Lazy<string> Root = new(() =>
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    });

    /// <summary>Where a file is.</summary>
    public static string At(string path) => Path.Combine(Root.Value, path);

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.ReadAllText(At(path));
}
