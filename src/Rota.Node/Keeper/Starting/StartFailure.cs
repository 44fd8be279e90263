using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Starting;

/// <summary>What the error number of a failed start means.</summary>
internal static class StartFailure
{
    /// <summary>A sentence for a failed start: what was missing, and what to do.</summary>
    /// <param name="order">What was to start.</param>
    /// <param name="error">The error number.</param>
    /// <param name="isOwn">Whether this process is the task's user's: only then it looks at what they name.</param>
    public static string Explain(LaunchOrder order, int error, bool isOwn = false)
    {
        if (order.Start.Owner is { } owner && !isOwn)
        {
            return error == Native.NotPermitted
                ? $"it is a job of user {owner}, and only root can start it as them. Serve it as root: rota up --system"
                : $"it cannot become a task of user {owner}: {Native.Describe(error)}";
        }

        var program = order.Arguments[0];
        return (order.Start.Input?.File is { } input ? StandardInput.Refusal(input) : null)
            ?? OfDirectory(order.Directory)
            ?? (program.Contains('/', StringComparison.Ordinal) ? OfFile(program, order.Directory, error) : null)
            ?? error switch
            {
                Native.NotPermitted when order.Start is { Cpus: { } cpus, Nice: null } =>
                    $"CPUs {cpus} cannot be had: this machine lets its keeper not use them. Run it again",
                Native.NotPermitted when order.Start.Nice is { } nice =>
                    $"nice {nice} is lower than this user may set. Write a higher one, or run Rota as one who may",
                Native.NoEntry when program.Length == 0 =>
                    "the program has no name: the command begins with an empty word",
                Native.NoEntry when program.Contains(' ', StringComparison.Ordinal) =>
                    $"program \"{program}\" not found. It has a space: "
                        + "give a shell line without --, or separate the arguments",
                Native.NoEntry => $"program {program} not found. Install it, correct the name, or set PATH",
                Native.AccessDenied => $"{program}: permission denied. Make it executable: chmod +x {program}",
                Native.TooLong =>
                    $"{program}: arguments and environment are too long for this system. Pass a file instead",
                Native.NoExec => $"{program} is a program for another kind of machine. Get the one for this one",
                Native.Busy => $"{program} is open for writing. Finish writing it, then run the task again",
                _ => $"{program}: {Native.Describe(error)} (error {error})",
            };
    }

    /// <summary>
    /// Whether a later try can succeed: the system is short of something that ended processes give back, or the disk
    /// has no room for the files that output goes to.
    /// </summary>
    public static bool IsShortage(int error) =>
        error
            is Native.Again
                or Native.NoMemory
                or Native.TooManyFiles
                or Native.TooManyFilesInSystem
                or Native.NoSpace
                or Native.NoQuota;

    private static string? OfDirectory(string directory) =>
        ByteFiles.IsFile(directory) ? $"{directory} is a file, not a directory. Correct working_dir"
        : !ByteFiles.IsDirectory(directory) ? $"directory {directory} does not exist. Create it, or correct working_dir"
        : !ByteFiles.CanEnter(directory)
            ? $"directory {directory} is closed to this user. Open it, or correct working_dir"
        : null;

    private static string? OfFile(string program, string directory, int error)
    {
        var file = Path.Combine(directory, program);
        return ByteFiles.IsDirectory(file) ? $"{program} is a directory, not a program. Name the program in it"
            : error is Native.NoEntry or Native.AccessDenied && FirstLine.Of(file) is { } line
                ? OfInterpreter(program, line, directory, error)
            : error is Native.NoEntry && ByteFiles.IsFile(file)
                ? $"{program}: what loads it on its system is not on this one. Get the program built for this one"
            : null;
    }

    private static string? OfInterpreter(string program, FirstLine line, string directory, int error) =>
        line.EndsInCarriageReturn
            ? $"{program}: its lines end as on Windows, with a carriage return (CR), which is taken for a part of "
                + $"\"{line.Interpreter}\". Take them out: sed -i 's/\\r$//' {program}"
        : line.Interpreter.Length == 0 ? $"{program}: its first line names no interpreter. Write #!/bin/sh there"
        : ByteFiles.IsDirectory(Path.Combine(directory, line.Interpreter))
            ? $"{program}: its first line names {line.Interpreter}, a directory. Name the interpreter in it"
        : error == Native.NoEntry
            ? $"{program}: its interpreter (first line) {line.Interpreter} does not exist. Install it, or correct the line"
        : Programs.Refusal(Path.Combine(directory, line.Interpreter)) == Native.AccessDenied
            ? $"{program}: its interpreter (first line) {line.Interpreter} is not executable. Correct the line"
        : null;
}
