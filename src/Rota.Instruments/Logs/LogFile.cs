namespace Rota.Instruments.Logs;

/// <summary>The file of a log that no person looks after.</summary>
public static class LogFile
{
    /// <summary>What is behind the name of the one before.</summary>
    public const string Before = ".1";

    private const long BytesMax = 1L << 20;

    /// <summary>
    /// Begins a new file where the log has become long; the one before is kept beside it, and no other. Who writes to
    /// it now writes on into that one: it is for the moment before a process is started with the log.
    /// </summary>
    /// <param name="path">The log.</param>
    public static void Renew(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > BytesMax })
            {
                File.Move(path, path + Before, overwrite: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A long log is better than none.
        }
    }
}
