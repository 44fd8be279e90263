using Rota.Core.JobFiles.Grammar;
using Rota.Linux.Files;

namespace Rota.App.Local;

/// <summary>The files that job files name, on this machine's disk.</summary>
/// <param name="begin">Called with each before it is opened: tells of a wait, or refuses it.</param>
internal sealed class InputFiles(Action<string> begin) : IInputFiles
{
    public string ReadText(string path, int charactersMax)
    {
        try
        {
            begin(path);
            using var file = ByteFiles.OpenRead(path);
            return BoundedText.Read(file, charactersMax);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(NamedFile.Mistake(path, error) ?? error.Message, error);
        }
    }

    public IReadOnlyList<string> FilesUnder(string directory, int countMax)
    {
        try
        {
            return ByteFiles.Below(directory, countMax);
        }
        catch (IOException error) when (ByteFiles.IsFile(directory))
        {
            throw new IOException("it is a file, not a directory", error);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new IOException("there is no such directory", error);
        }
    }
}
