namespace Rota.Fabric.Wire;

/// <summary>Variables of an attempt that nobody stores: they travel in memory only.</summary>
/// <param name="Values">Those that the runner has, as NAME=VALUE.</param>
/// <param name="Files">Those that are read from files when the process starts, as NAME=PATH.</param>
/// <param name="Missing">Why it cannot start; null where the runner has all that it must have.</param>
public sealed record LaunchSecrets(IReadOnlyList<string> Values, IReadOnlyList<string> Files, string? Missing)
{
    /// <summary>An attempt without any.</summary>
    public static readonly LaunchSecrets None = new([], [], null);

    /// <summary>Writes them as fields of a frame.</summary>
    public void Write(FrameWriter writer) => writer.Texts(Values).Texts(Files).Text(Missing);

    /// <summary>Reads them.</summary>
    public static LaunchSecrets Read(ref FrameReader reader) =>
        new(reader.Texts(), reader.Texts(), reader.TextOrNull());
}
