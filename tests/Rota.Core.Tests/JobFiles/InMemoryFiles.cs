using Rota.Core.JobFiles.Grammar;

namespace Rota.Core.Tests.JobFiles;

/// <summary>Files by absolute path.</summary>
internal sealed class InMemoryFiles : Dictionary<string, string>, IInputFiles
{
    public string ReadText(string path, int charactersMax) =>
        TryGetValue(path, out var text) ? text : throw new FileNotFoundException($"Could not find file '{path}'.");

    public IReadOnlyList<string> FilesUnder(string directory, int countMax)
    {
        var prefix = directory.TrimEnd('/') + "/";
        var found = Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(path => path[prefix.Length..]).ToList();
        return found.Count > 0 ? found
            : throw new DirectoryNotFoundException($"Could not find a part of the path '{directory}'.");
    }
}
