using System.IO.Enumeration;
using Rota.Cell;
using Rota.Core.Jobs;
using Rota.Linux.Files;

namespace Rota.App.Files;

/// <summary>The files that names of inputs lead to: a file, all below a directory, all that fit a pattern.</summary>
internal static class InputNames
{
    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>Finds them, in the order of their names, each once.</summary>
    /// <param name="directory">Where the task runs.</param>
    /// <param name="path">Its path.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="CellException">One leads nowhere, or out of the directory.</exception>
    public static IReadOnlyList<string> Files(Beneath directory, string path, IEnumerable<string> names)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (DeclaredFiles.MistakeIn(name) is { } mistake)
            {
                throw NoFile($"input \"{name}\": {mistake}");
            }

            files.UnionWith(Found(directory, path, name.TrimEnd('/')));
            if (files.Count > DeclaredFiles.CountMax)
            {
                throw NoFile($"the inputs are more than {DeclaredFiles.CountMax:N0} files. Put them into an archive");
            }
        }

        return [.. files];
    }

    private static IEnumerable<string> Found(Beneath directory, string path, string name)
    {
        if (name.IndexOfAny(Wildcards) < 0)
        {
            return directory.Find(name) switch
            {
                null => throw NoFile($"input {name} is not in {path}. Put it there, or correct inputs"),
                { IsDirectory: true } => Below(directory, path, name),
                _ => [name],
            };
        }

        var parts = name.Split('/');
        var fixedParts = parts.TakeWhile(part => part.IndexOfAny(Wildcards) < 0).ToArray();
        var fits = Below(directory, path, string.Join('/', fixedParts)).Where(file => Fits(file.Split('/'), parts));
        return fits.ToArray() is { Length: > 0 } some
            ? some
            : throw NoFile($"no file in {path} fits input {name}. Put one there, or correct inputs");
    }

    private static IEnumerable<string> Below(Beneath directory, string path, string name)
    {
        if (name.Length > 0 && directory.Find(name) is not { IsDirectory: true })
        {
            throw NoFile($"input {name} is no directory in {path}");
        }

        return ByteFiles
            .Below(Path.Combine(path, name), DeclaredFiles.CountMax)
            .Select(inside => name.Length > 0 ? $"{name}/{inside}" : inside);
    }

    private static bool Fits(string[] file, string[] pattern) =>
        file.Length == pattern.Length
        && file.Zip(pattern)
            .All(pair => FileSystemName.MatchesSimpleExpression(pair.Second, pair.First, ignoreCase: false));

    private static CellException NoFile(string sentence) => new(CellFault.NoFile, sentence);
}
