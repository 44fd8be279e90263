using Rota.Core.JobFiles;
using Rota.Store;

namespace Rota.Cli.JobSources;

/// <summary>The files that job files name, on this machine's disk.</summary>
internal sealed class InputFiles : IInputFiles
{
    public string ReadText(string path, int charactersMax)
    {
        using var file = ByteFiles.OpenRead(path);
        return InputText.Read(file, charactersMax);
    }

    public IReadOnlyList<string> FilesUnder(string directory, int countMax) => ByteFiles.Below(directory, countMax);
}
