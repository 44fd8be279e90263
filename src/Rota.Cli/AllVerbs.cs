using System.CommandLine;
using System.CommandLine.Help;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Access;
using Rota.Cli.Verbs.Looking;
using Rota.Cli.Verbs.Nodes;
using Rota.Cli.Verbs.Notifying;
using Rota.Cli.Verbs.Schedules;
using Rota.Cli.Verbs.Self;
using Rota.Cli.Verbs.Service;
using Rota.Cli.Verbs.Simulation;
using Rota.Cli.Verbs.Steering;
using Rota.Cli.Verbs.Submitting;
using Rota.Cli.Verbs.Upkeep;

namespace Rota.Cli;

/// <summary>The verbs, and the one place where their failures become messages and exit codes.</summary>
internal static class AllVerbs
{
    // A word such as @file is what it is, and no list of more words.
    private static readonly ParserConfiguration NoResponseFiles = new() { ResponseFileTokenReplacer = null };

    public static int Invoke(string[] args)
    {
        var root = new RootCommand("rota runs batch tasks: hundreds to a million, on this machine, surviving crashes.")
        {
            Invocation.StateOption,
            Invocation.OutputOption,
            Invocation.VerboseOption,
            Invocation.ColorOption,
            ServerOptions.Server,
            ServerOptions.Token,
            ServerOptions.Authority,
        };
        var groups = Groups();
        foreach (var verb in groups.SelectMany(group => group.Verbs))
        {
            WhyOption.AddTo(verb);
            root.Add(verb);
        }

        SetHelp(root, groups);
        var words = args;
        var refused = Guard.Run(
            () =>
            {
                words = CommandStart.Show(root, args);
                return ExitCode.Success;
            },
            isVerbose: false
        );
        if (refused != ExitCode.Success)
        {
            return refused;
        }

        var parsed = root.Parse(words, NoResponseFiles);
        if (parsed.Errors.Count > 0)
        {
            return UsageRefusal.Print(parsed, root);
        }

        Colours.When = parsed.GetValue(Invocation.ColorOption);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return Guard.Run(
            () =>
            {
                ByteWords.Refuse(parsed, args);
                RemoteVerbs.Refuse(parsed);
                return parsed.Invoke(configuration);
            },
            parsed.GetValue(Invocation.VerboseOption)
        );
    }

    /// <summary>What begins with a slash is a path here, so that only Unix's names of it stay.</summary>
    private static void SetHelp(RootCommand root, VerbGroup[] groups)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        help.Action = new RootHelp(root, groups, (HelpAction)help.Action!);
    }

    /// <summary>The verbs, as help groups them.</summary>
    internal static VerbGroup[] Groups() =>
        [
            new(
                "Run",
                [
                    RunCommand.Create(),
                    SubmitCommand.Create(),
                    PlanCommand.Create(),
                    ResumeCommand.Create(),
                    WaitCommand.Create(),
                    ImportCommand.Create(),
                    ReportResultCommand.Create(),
                ]
            ),
            new(
                "Look",
                [
                    TopCommand.Create(),
                    ListCommand.Create(),
                    StatusCommand.Create(),
                    TasksCommand.Create(),
                    FailuresCommand.Create(),
                    HistoryCommand.Create(),
                    LogsCommand.Create(),
                    ExplainCommand.Create(),
                    SeffCommand.Create(),
                    ExportCommand.Create(),
                    ReportCommand.Create(),
                ]
            ),
            new(
                "Change",
                [
                    RerunCommand.Create(),
                    RequestVerbs.CreateCancel(),
                    RequestVerbs.CreatePause(),
                    RequestVerbs.CreatePriority(),
                    RequestVerbs.CreateParallel(),
                    SetCommand.Create(),
                    HoldCommands.CreateHold(),
                    HoldCommands.CreateRelease(),
                    AddCommand.Create(),
                    RequestVerbs.CreateSeal(),
                    EditCommand.Create(),
                    QueueCommand.Create(),
                    ScheduleCommand.Create(),
                    NotifyCommand.Create(),
                ]
            ),
            new(
                "Serve",
                [
                    UpCommand.Create(),
                    DownCommand.Create(),
                    DashboardCommand.Create(),
                    ServiceCommand.Create(),
                    RunnerCommand.Create(),
                    CellCommand.Create(),
                    NodeCommand.Create(),
                    NodesCommand.Create("nodes", "Show the nodes of the cell: what they have, and how they are"),
                    SlotsCommand.Create(),
                    CheckCommand.Create(),
                    DoctorCommand.Create(),
                    PruneCommand.Create(),
                    BackupCommand.Create(),
                    RestoreCommand.Create(),
                    TokenCommand.Create(),
                    AuditCommand.Create(),
                    OperationsCommand.Create(),
                ]
            ),
            new(
                "Study",
                [SimulateCommand.Create(), SchemaCommand.Create(), CompletionCommand.Create(), ManualCommand.Create()]
            ),
        ];
}
