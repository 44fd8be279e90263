namespace Rota.Cell.Files;

/// <summary>The files of the jobs of a home, as its nodes ask for them.</summary>
public interface IFileHome
{
    /// <summary>What an attempt reads: found, and hashed where that is new, which takes as long as reading.</summary>
    /// <exception cref="CellException">The home cannot be reached; or <see cref="CellFault.NoFile"/>: it has no such
    /// files, now or later.</exception>
    Task<FileManifest> Inputs(long job, long attempt, CancellationToken ct);

    /// <summary>What an attempt is to leave.</summary>
    /// <inheritdoc cref="Inputs"/>
    Task<FileManifest> Outputs(long job, long attempt, CancellationToken ct);

    /// <summary>Opens a file that a manifest named, from a byte on.</summary>
    /// <inheritdoc cref="Inputs"/>
    Task<Stream> Open(long job, string hash, long from, CancellationToken ct);

    /// <summary>How much of an output is at the home already, in bytes.</summary>
    /// <inheritdoc cref="Inputs"/>
    Task<long> Arrived(long job, long attempt, ManifestFile file, CancellationToken ct);

    /// <summary>Brings the rest of an output; it has its name there once it is whole and verified.</summary>
    /// <param name="job">The job.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="file">The output.</param>
    /// <param name="from">Where the rest begins, in bytes.</param>
    /// <param name="rest">The rest.</param>
    /// <param name="ct">Gives it up.</param>
    Task Deliver(long job, long attempt, ManifestFile file, long from, Stream rest, CancellationToken ct);
}
