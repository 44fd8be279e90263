using System.Runtime.InteropServices;
using Rota.Core.JobFiles;

namespace Rota.Cli.JobSources;

/// <summary>The files that job files name, on this machine's disk.</summary>
internal sealed partial class InputFiles : IInputFiles
{
    public string ReadText(string path, int charactersMax)
    {
        try
        {
            using var file = File.OpenRead(path);
            return InputText.Read(file, charactersMax);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(NamedFile.Mistake(path, error) ?? error.Message, error);
        }
    }

    public IReadOnlyList<string> FilesUnder(string directory, int countMax)
    {
        RequireReadable(directory);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        return
        [
            .. Directory
                .EnumerateFiles(directory, "*", options)
                .Where(IsRegular)
                .Select(file => Path.GetRelativePath(directory, file))
                .Take(countMax + 1),
        ];
    }

    /// <summary>Below it, what is closed to this user is left out; closed itself, it would look empty.</summary>
    private static void RequireReadable(string directory)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(directory).Any();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                File.Exists(directory) ? "it is a file, not a directory"
                    : error is DirectoryNotFoundException ? "there is no such directory"
                    : error is UnauthorizedAccessException ? "permission denied"
                    : error.Message,
                error
            );
        }
    }

    /// <summary>Pipes, sockets and devices are files to .NET too, and reading one may never end.</summary>
    internal static unsafe bool IsRegular(string path)
    {
        const int CurrentDirectory = -100,
            NoFollow = 0x100,
            TypeWanted = 1,
            ModeOffset = 28,
            TypeMask = 0xF000,
            Regular = 0x8000;
        var buffer = stackalloc byte[256];
        return StatX(CurrentDirectory, path, NoFollow, TypeWanted, buffer) == 0
            && (*(ushort*)(buffer + ModeOffset) & TypeMask) == Regular;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int directory, string path, int flags, uint mask, byte* buffer);
}
