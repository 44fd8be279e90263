namespace Rota.Store.Local;

/// <summary>A number that no other state has, by which its traces differ from those of all others.</summary>
public static class TraceKey
{
    private const string FileName = "trace.key";
    private const int Digits = 32;

    /// <summary>The key of a state, made where there is none: 32 hexadecimal digits.</summary>
    /// <returns>Null where it cannot be kept.</returns>
    public static string? Of(StateDirectory state)
    {
        var path = Path.Combine(state.Path, FileName);
        try
        {
            if (!File.Exists(path))
            {
                Write(path);
            }

            var key = File.ReadAllText(path).Trim();
            return key.Length == Digits && key.All(char.IsAsciiHexDigitLower) ? key : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Never seen half written: who starts beside this process takes the same.</summary>
    private static void Write(string path)
    {
        var partial = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(partial, $"{Random.Shared.NextInt64():x16}{Random.Shared.NextInt64():x16}\n");
        try
        {
            File.Move(partial, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(partial);
        }
    }
}
