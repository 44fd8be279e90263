using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Cli.Rendering;
using Rota.Client;

namespace Rota.Cli.Remote;

/// <summary><c>rota logs</c> of a server: what it copies is passed on, and what it says behind is said here.</summary>
internal static class RemoteLogs
{
    /// <summary>Prints it.</summary>
    public static int Print(RotaClient server, OutputRequest request, bool follows)
    {
        using var output = Screen.OpenOutput();
        var copied = server.Output.CopyAsync(request, follows, output).GetAwaiter().GetResult();
        if (copied.IsTimeMissing)
        {
            Screen.Error.WriteLine(TimesUnknown);
        }

        return copied.Missing is { } missing ? throw new ProblemException(missing)
            : request.Grep is not null && !copied.HasCopied ? ExitCode.NoMatch
            : ExitCode.Success;
    }

    /// <summary>What is said where it is not known of some lines when they were written.</summary>
    public const string TimesUnknown =
        "note: of some lines it is not known when they were written: - stands before them";
}
