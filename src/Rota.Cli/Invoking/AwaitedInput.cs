using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Linux.Files;

namespace Rota.Cli.Invoking;

/// <summary>
/// Says what is read to an end that somebody else sets, so that nobody takes the wait for a hang: a terminal, a pipe or
/// a device that was named. What is piped into standard input has its writer beside it on the command line.
/// </summary>
internal static class AwaitedInput
{
    /// <summary>Standard input, where a person types it.</summary>
    public static void AnnounceStandardInput()
    {
        if (!Console.IsInputRedirected)
        {
            Screen.Error.WriteLine("reading standard input until end of file (Ctrl-D)");
        }
    }

    /// <summary>
    /// A file, before it is opened: a pipe that nobody writes to is not even opened before somebody does.
    /// </summary>
    public static void Announce(string path)
    {
        if (ByteFiles.IsFile(path) && !ByteFiles.IsRegular(path, followsLinks: true))
        {
            Screen.Error.WriteLine($"reading {Plain.Line(path)} until end of file");
        }
    }
}
