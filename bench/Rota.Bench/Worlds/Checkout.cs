namespace Rota.Bench.Worlds;

/// <summary>Where this program was built from.</summary>
internal static class Checkout
{
    /// <summary>Its root: the folder with the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Where builds and measurements leave their files.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Rota.slnx"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("no Rota.slnx above this program"));
}
