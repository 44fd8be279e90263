using Rota.App.Serving;
using Rota.App.Wording;

namespace Rota.Cli.Services;

/// <summary>Says why nothing starts, once for each reason, as long as a daemon serves.</summary>
internal sealed class Notices(IReadOnlyList<RunnerThread> runners)
{
    private string? said;

    /// <summary>How often to ask.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Prints what the runners have to say, if it is new; and when all is well again.</summary>
    public void Print()
    {
        var notice = runners.Select(runner => runner.Runner.Notice).FirstOrDefault(text => text is not null);
        if (notice == said)
        {
            return;
        }

        said = notice;
        Console.Error.WriteLine(notice is null ? "notice: it goes on" : $"notice: {Plain.Line(notice)}");
    }
}
