using Rota.Core.JobFiles.Grammar;

namespace Rota.Web.Access;

/// <summary>
/// Lists in files, of a job file that a user of the machine sends to a daemon that is root: by a path the daemon would
/// also come to what it has open itself, whatever rights it takes on. Their own client reads them as them.
/// </summary>
internal sealed class RefusedFiles : IInputFiles
{
    private const string Why = "the daemon reads no lists of users. Hand the file in by rota submit, which reads them";

    public string ReadText(string path, int charactersMax) => throw new IOException(Why);

    public IReadOnlyList<string> FilesUnder(string directory, int countMax) => throw new IOException(Why);
}
