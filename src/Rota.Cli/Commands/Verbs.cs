using System.CommandLine;
using System.CommandLine.Help;

namespace Rota.Cli.Commands;

/// <summary>The verbs, and the one place where their failures become messages and exit codes.</summary>
internal static class Verbs
{
    public static int Invoke(string[] args)
    {
        var (own, tail) = CommandTail.Split(args);
        var root = new RootCommand("rota runs batch tasks: hundreds to a million, on this machine, surviving crashes.")
        {
            Invocation.StateOption,
            Invocation.OutputOption,
            Invocation.VerboseOption,
        };
        KeepUnixNames(root);
        foreach (var verb in All(tail))
        {
            root.Add(verb);
        }

        var parsed = root.Parse(own);
        if (parsed.Errors.Count > 0)
        {
            return UsageRefusal.Print(parsed, root);
        }

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return Guard.Run(
            () =>
            {
                ByteWords.Refuse(parsed, own);
                return parsed.Invoke(configuration);
            },
            parsed.GetValue(Invocation.VerboseOption)
        );
    }

    /// <summary>What begins with a slash is a path here.</summary>
    private static void KeepUnixNames(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Clear();
        help.Aliases.Add("-h");
    }

    private static IEnumerable<Command> All(CommandTail tail) =>
        [
            RunCommand.Create(tail),
            SubmitCommand.Create(tail),
            PlanCommand.Create(tail),
            ResumeCommand.Create(),
            ListCommand.Create(),
            StatusCommand.Create(),
            TasksCommand.Create(),
            LogsCommand.Create(),
            ExplainCommand.Create(),
            RerunCommand.Create(),
            RequestCommands.CreateCancel(),
            RequestCommands.CreatePause(),
            RequestCommands.CreatePriority(),
            WaitCommand.Create(),
            QueueCommand.Create(),
            ScheduleCommand.Create(tail),
            UpCommand.Create(),
            DownCommand.Create(),
            RunnerCommand.Create(),
            SlotsCommand.Create(),
            SimulateCommand.Create(),
            CheckCommand.Create(),
            DoctorCommand.Create(),
            ExportCommand.Create(),
            ReportCommand.Create(),
            ImportCommand.Create(),
            PruneCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            SchemaCommand.Create(),
            CompletionCommand.Create(),
            ManualCommand.Create(),
        ];
}
