namespace Rota.Core.JobFiles.Grammar;

/// <summary>The files a job file names. What goes wrong is an <see cref="IOException"/> or an
/// <see cref="UnauthorizedAccessException"/>; the reader turns it into a problem with a place.</summary>
public interface IInputFiles
{
    /// <summary>The text of a file, byte for byte (<see cref="Bytes.ByteText"/>).</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="charactersMax">A longer file need not be read further than one character past this.</param>
    string ReadText(string path, int charactersMax);

    /// <summary>
    /// Every regular file below a directory, with no symbolic link followed, as paths relative to it, in any order. One
    /// that cannot be read fails the whole.
    /// </summary>
    /// <param name="directory">An absolute path.</param>
    /// <param name="countMax">After one more than this the search may stop.</param>
    IReadOnlyList<string> FilesUnder(string directory, int countMax);
}
