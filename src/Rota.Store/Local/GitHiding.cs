namespace Rota.Store.Local;

/// <summary>Tells git to leave a state alone.</summary>
public static class GitHiding
{
    /// <summary>
    /// Keeps the state out of its project's commits, unless somebody has said otherwise there. An empty file is what a
    /// full disk left.
    /// </summary>
    public static void HideFromGit(this StateDirectory state)
    {
        if (new FileInfo(state.GitIgnore) is { Exists: true, Length: > 0 })
        {
            return;
        }

        try
        {
            using var file = new StreamWriter(
                state.GitIgnore,
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            );
            file.WriteLine("*");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written, the write that this one goes before says so; the next opening tries again.
        }
    }
}
