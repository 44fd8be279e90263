using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Access;
using Rota.Cli.Verbs.Budgets;
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

/// <summary>The verbs, each made by its own file.</summary>
internal static class VerbGroups
{
    /// <summary>The verbs, as help groups them.</summary>
    public static VerbGroup[] All() =>
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
                    OffersCommand.Create(),
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
                    BudgetCommand.Create(),
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
                    HomeCommand.Create(),
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
