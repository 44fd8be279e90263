using System.Globalization;
using System.Text;
using Rota.Core.Notifying;
using Rota.Delivery.Answers;
using Rota.Delivery.Programs;
using Rota.Linux.Processes;

namespace Rota.Delivery.Channels;

/// <summary>
/// A program of this machine: the event as JSON on its standard input, the main facts in its environment.
/// </summary>
internal static class Hook
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(1);

    /// <summary>What it has of this process: where things are, not what is secret.</summary>
    private static readonly string[] Passed =
    [
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "LANG",
        "LC_ALL",
        "TZ",
        "TMPDIR",
    ];

    /// <summary>Runs it.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static Answer Send(Message message, NotifyTarget target, CancellationToken stop)
    {
        var limit = target.Timeout ?? UsualLimit;
        var order = new ProgramOrder(
            target.Words,
            Environment(message, target.Owner),
            target.Directory,
            [.. Encoding.UTF8.GetBytes(message.CloudEventText()), (byte)'\n'],
            limit,
            message.Id
        );
        var end = BoundedProgram.Run(OwnedProgram.Of(order, target.Owner), stop);
        return end.WasTooLong && stop.IsCancellationRequested
            ? Answer.Failed("killed: the service ended before it was done")
            : AnswerOf(end, limit);
    }

    /// <summary>How a program that ended has answered.</summary>
    public static Answer AnswerOf(ProgramEnd end, TimeSpan limit)
    {
        var line = end.LastLine.Length > 0 ? $": {end.LastLine}" : "";
        return end switch
        {
            { WasTooLong: true } => Answer.Failed(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"killed: it ran longer than {limit.TotalSeconds:0.###} s{line}"
                )
            ),
            { ExitCode: 0 } => Answer.Delivered("exit 0"),
            { ExitCode: { } code } => Answer.Failed($"exit {code}{line}"),
            _ => Answer.Failed($"ended by signal {end.Signal}{line}"),
        };
    }

    /// <summary>The variables of a program that carries a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="owner">The user whose program it is, who has nothing of this process; null for its own.</param>
    public static IReadOnlyList<string> Environment(Message message, long? owner) =>
        [
            .. (owner is null ? Passed : [])
                .Select(name => (Name: name, Value: OwnEnvironment.Find(name)))
                .Where(one => one.Value is not null)
                .Select(one => $"{one.Name}={one.Value}"),
            $"{BoundedProgram.Mark}={message.Id}",
            $"ROTA_EVENT={message.Event}",
            $"ROTA_JOB_ID={message.JobId}",
            $"ROTA_NAME={message.Name}",
            $"ROTA_STATE={message.State}",
            $"ROTA_QUEUE={message.Queue}",
            $"ROTA_SCHEDULE={message.Schedule}",
        ];
}
