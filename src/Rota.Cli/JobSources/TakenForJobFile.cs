namespace Rota.Cli.JobSources;

/// <summary>
/// A word that stands where a job file is expected. Who comes from a shell has a program in mind: then the mistakes of
/// its text are not what there is to say.
/// </summary>
/// <param name="path">The word.</param>
/// <param name="verb">The verb it follows, as it is called.</param>
internal sealed class TakenForJobFile(string path, string verb)
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Whether it is called as no job file is.</summary>
    public bool IsCalledOtherwise => !Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>What to do where it cannot be read.</summary>
    public string Unreadable =>
        Directory.Exists(path) ? "name a job file in it"
        : IsCalledOtherwise ? $"if it is a program, {HowToRun}"
        : "paths start from the directory you are in";

    /// <summary>How a program is run.</summary>
    public string HowToRun =>
        $"{(IsClosed ? $"make it executable (chmod +x {path}) and " : "")}run it with: {verb} -- {Called}";

    /// <summary>Whether a text that is no job is a program: it names its interpreter, or is one for the processor.</summary>
    public bool IsProgram(string text) =>
        text.StartsWith("\u007fELF", StringComparison.Ordinal)
        || (
            text.StartsWith("#!", StringComparison.Ordinal)
            && !text.AsSpan(0, text.AsSpan().IndexOf('\n') is > 0 and var end ? end : text.Length)
                .Contains("rota", StringComparison.Ordinal)
        );

    // In the PATH it needs no directory in front.
    private string Called => File.Exists(path) && !path.Contains('/', StringComparison.Ordinal) ? "./" + path : path;

    private bool IsClosed => File.Exists(path) && !File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);
}
