using System.Text;
using Rota.Linux.Files;
using Rota.Store.Local;
using Rota.Store.Machines;

namespace Rota.Cell.State;

/// <summary>What a state keeps of its cell: files for its user alone, each whole or not there.</summary>
/// <param name="state">The state.</param>
/// <param name="shared">
/// Where several machines serve the home: what they share. Files here are copies of it then.
/// </param>
public sealed class CellFolder(StateDirectory state, ISharedTexts? shared = null)
{
    /// <summary>Who is in the cell, and who may join, is known to whoever serves the home.</summary>
    private static readonly string[] Shared = ["members.json", "tokens.json"];
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
    internal string? Find(string name) => Said(name)?.Text ?? Kept(name);

    /// <summary>Whether to look again costs a question to a server.</summary>
    internal bool IsShared => shared is not null;

    /// <summary>Is another one once a file has changed.</summary>
    internal long StampOf(string name) => Said(name)?.Version ?? File.GetLastWriteTimeUtc(PathOf(name)).Ticks;

    /// <summary>Writes a file anew that others may write too.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">What it is to say.</param>
    /// <param name="before">What it said when it was read.</param>
    /// <exception cref="CellException">Another machine has written it since.</exception>
    internal void Write(string name, string text, string? before)
    {
        if (shared?.TryWrite(name, text, before) == false)
        {
            throw new CellException(CellFault.Unreachable, $"another machine has just changed the cell's {name}")
            {
                Tries = ["do it again"],
            };
        }

        Write(name, text);
    }

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

    private string? Kept(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    private SharedText? Said(string name) => shared is not null && Shared.Contains(name) ? shared.Find(name) : null;

    private string PathOf(string name) => Path.Combine(path, name);
}
