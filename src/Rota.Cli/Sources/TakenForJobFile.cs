using Rota.Linux.Files;

namespace Rota.Cli.Sources;

/// <summary>
/// A word that stands where a job file is expected. Who comes from a shell has a program in mind: then the mistakes of
/// its text are not what there is to say.
/// </summary>
/// <param name="path">The word.</param>
/// <param name="verb">The verb that runs a program, as it is called.</param>
internal sealed class TakenForJobFile(string path, string verb)
{
    /// <summary>Whether it is called as no job file is.</summary>
    public bool IsCalledOtherwise => !JobFileName.HasEnding(path);

    /// <summary>What to do where it cannot be read.</summary>
    public string Unreadable =>
        ByteFiles.IsDirectory(path) ? "name a job file in it"
        : IsCalledOtherwise ? $"if it is a program, {HowToRun}"
        : "paths start from the directory you are in";

    /// <summary>How a program is run.</summary>
    public string HowToRun =>
        $"{(IsClosed ? $"make it executable (chmod +x {path}) and " : "")}run it with: {verb} -- {Called}";

    /// <summary>
    /// Whether a text that is no job is a program: it names its interpreter, or is one for the processor.
    /// </summary>
    public static bool IsProgram(string text) =>
        text.StartsWith("\u007fELF", StringComparison.Ordinal)
        || (text.StartsWith("#!", StringComparison.Ordinal) && !JobFileName.CallsRota(text));

    // In the PATH it needs no directory in front.
    private string Called =>
        ByteFiles.IsFile(path) && !path.Contains('/', StringComparison.Ordinal) ? "./" + path : path;

    private bool IsClosed => ByteFiles.IsFile(path) && !ByteFiles.IsProgram(path);
}
