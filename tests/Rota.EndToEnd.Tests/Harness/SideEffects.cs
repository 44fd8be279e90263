namespace Rota.EndToEnd.Tests.Harness;

/// <summary>
/// What tasks really did, written down by themselves: one line "task attempt fence" for each start. One small write
/// with O_APPEND is whole.
/// </summary>
internal sealed class SideEffects(string path)
{
    /// <summary>The first words of a task's shell command: writes its line.</summary>
    public string Command => $"echo \"$ROTA_TASK_INDEX $ROTA_ATTEMPT $ROTA_FENCE\" >> {path}; ";

    /// <summary>The starts so far.</summary>
    public Start[] Starts => File.Exists(path) ? [.. File.ReadLines(path).Select(Start.Of)] : [];

    public int Count => File.Exists(path) ? File.ReadLines(path).Count() : 0;

    /// <summary>One start of a task.</summary>
    internal sealed record Start(int Index, int Attempt, long Fence)
    {
        public static Start Of(string line)
        {
            var words = line.Split(' ');
            return new Start(int.Parse(words[0]), int.Parse(words[1]), long.Parse(words[2]));
        }
    }
}
