namespace Rota.Cli.Foreground;

/// <summary>What the person says after the first Ctrl-C.</summary>
internal enum Answer
{
    GoOn,
    Leave,
}

/// <summary>Reads the answer from the terminal on a thread of its own, so that the job is watched meanwhile.</summary>
internal static class Answers
{
    private static Answer? given;
    private static bool isListening;

    public static void Listen(Action arrived)
    {
        if (isListening || Console.IsInputRedirected)
        {
            return;
        }

        isListening = true;
        new Thread(() =>
        {
            var line = ReadLine();
            isListening = false;
            given = line is null || line.Trim().StartsWith('d') ? Answer.Leave : Answer.GoOn;
            arrived();
        })
        {
            IsBackground = true,
            Name = "answer",
        }.Start();
    }

    /// <summary>A closed terminal says no more than an end of the input.</summary>
    private static string? ReadLine()
    {
        try
        {
            return Console.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static Answer? Take()
    {
        var answer = given;
        given = null;
        return answer;
    }
}
