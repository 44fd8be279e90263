namespace Rota.Core.JobFiles;

/// <summary>
/// Commands as GNU parallel writes them into the last column of a joblog: a newline, which would end the row, is a zero
/// byte, which no command can hold. All else, tabs too, stands as it is.
/// </summary>
public static class JoblogCommand
{
    /// <summary>A command as it stands in its row.</summary>
    public static string Write(string command) => command.Replace('\n', '\0');

    /// <summary>The command that stands in a row.</summary>
    public static string Read(string column) => column.Replace('\0', '\n');
}
