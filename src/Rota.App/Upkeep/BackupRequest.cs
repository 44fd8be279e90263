namespace Rota.App.Upkeep;

/// <summary>How a backup is to be written.</summary>
/// <param name="File">The archive, a tar; with .gz or .tgz at its end it is compressed.</param>
/// <param name="WithFiles">Whether what tasks put into their output directory is in it.</param>
/// <param name="Replaces">Whether it may take the place of a file.</param>
public sealed record BackupRequest(string File, bool WithFiles, bool Replaces);
