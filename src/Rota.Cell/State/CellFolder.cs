using System.Text;
using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Cell.State;

/// <summary>What a state keeps of its cell: files for its user alone, each whole or not there.</summary>
/// <param name="state">The state.</param>
public sealed class CellFolder(StateDirectory state)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string path = Path.Combine(state.Path, "cell");

    /// <summary>The state.</summary>
    public StateDirectory State => state;

    /// <summary>Held while one of the files is read and written anew.</summary>
    public FileLock Lock()
    {
        Durable.CreatePrivateDirectory(path);
        var held = new FileLock(PathOf("lock"));
        if (held.TryEnter(TimeSpan.FromSeconds(10)))
        {
            return held;
        }

        held.Dispose();
        throw new CellException(CellFault.Unreachable, $"another process changes {path} and does not end");
    }

    /// <summary>The text of a file; null where it is not there.</summary>
    internal string? Find(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    /// <summary>When a file was written last: the start of time where it is not there.</summary>
    internal DateTime WrittenAt(string name) => File.GetLastWriteTimeUtc(PathOf(name));

    /// <summary>Writes a file anew, so that it is on the disk when this returns.</summary>
    internal void Write(string name, string text)
    {
        Durable.CreatePrivateDirectory(path);
        var partial = PathOf(name + ".new");
        using (
            var file = new FileStream(
                partial,
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = Private,
                }
            )
        )
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        Durable.Rename(partial, PathOf(name));
    }

    private string PathOf(string name) => Path.Combine(path, name);
}
