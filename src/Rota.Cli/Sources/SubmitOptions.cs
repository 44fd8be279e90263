using System.CommandLine;
using Rota.Cli.Habits;

namespace Rota.Cli.Sources;

/// <summary>The options that say what a job is: shared by run, submit and plan.</summary>
/// <param name="isForFiles">Whether the verb takes a job file only.</param>
internal sealed partial class SubmitOptions(bool isForFiles = false)
{
    public JobArgument Words { get; } = new(isForFiles);

    public Option<string?> Name { get; } = new("--name") { Description = "Name of the job" };

    public SlotOption Slots { get; } = new();

    public Option<string?> Array { get; } =
        new("--array") { Description = "One task a number: 0-99, 0-15:4, 1,3,7-9, 0-999%50 (50 at a time)" };

    public Option<string?> EachLine { get; } =
        new("--each-line", "--arg-file", "-a")
        {
            Description = "One task a line of this file, - for standard input",
            HelpName = "FILE",
        };

    public Option<bool> Null { get; } =
        new("--null", "-0") { Description = "Items of --each-line and of :::: end with NUL, not with a newline" };

    public Option<string?> FromCsv { get; } =
        new("--from-csv") { Description = "One task a row; {column} in the command", HelpName = "FILE" };

    public Option<string?> IfEmpty { get; } =
        new("--if-empty") { Description = "A list without items: error (default), or ok for no work", HelpName = "ok" };

    public HabitOptions Parallel { get; } = new();

    public Option<string?> Cpus { get; } = new("--cpus") { Description = "CPUs of each task: 0.5, 4", HelpName = "N" };

    public Option<bool> Pin { get; } = new("--pin") { Description = "Run each task on CPUs of its own" };

    public Option<string?> Memory { get; } =
        new("--memory") { Description = "Memory of each task, and its limit: 512M, 8G" };

    public Option<string?> Gpus { get; } =
        new("--gpus") { Description = "GPUs of each task: 2, or a share of one: 0.5", HelpName = "N" };

    public Option<string[]> Licences { get; } =
        new("--license") { Description = "Licences of each task: NAME=COUNT", HelpName = "NAME=N" };

    public Option<string?> Input { get; } =
        new("--stdin") { Description = "File that each task reads on standard input", HelpName = "FILE" };

    public Option<string?> OwnDirectory { get; } =
        new("--dir")
        {
            Description = "Own directory for each attempt, removed at its end: fresh, fresh:failed, fresh:always",
            HelpName = "fresh",
        };

    public Option<string?> Nice { get; } = new("--nice") { Description = "Niceness of each task", HelpName = "N" };

    public Option<string?> Retries { get; } =
        new("--retries") { Description = "Attempts in all for each task, or never", HelpName = "N|never" };

    public Option<string?> Timeout { get; } = new("--timeout") { Description = "Longest run of an attempt: 90s, 2h" };

    public Option<bool> RedirectErrors { get; } =
        new("--redirect-stderr") { Description = "Standard error of each task goes into its standard output, as 2>&1" };

    public Option<string?> MaxFailures { get; } =
        new("--max-failures") { Description = "Stop starting tasks after so many failures: 10 or 5%" };

    public Option<string?> Priority { get; } = new("--priority") { Description = "Higher first", HelpName = "N" };

    public Option<string?> Queue { get; } = new("--queue") { Description = "Queue of the job" };
    public Option<string?> Budget { get; } = new("--budget") { Description = "Scope whose budget counts it: /team" };

    public PlaceOptions Place { get; } = new();

    public LaterOptions Later { get; } = new();

    public Option<string[]> Tags { get; } =
        new("--tags") { Description = "Label of the job, by which rota ls --tags finds it", HelpName = "NAME=VALUE" };

    public Option<string[]> Environment { get; } =
        new("--env")
        {
            Description = "Variable for the tasks; NAME alone stores yours, even if it looks like a secret",
            HelpName = "NAME[=VALUE]",
        };

    public Option<bool> SlurmEnvironment { get; } =
        new("--slurm-env") { Description = "Variables as Slurm sets them, SLURM_ARRAY_TASK_ID and its kin" };

    public Option<string[]> Secrets { get; } =
        new("--secret")
        {
            Description = "Variable that each task needs and that is never stored: from the process that runs the job",
            HelpName = "NAME[=file:PATH]",
        };

    public Option<string[]> Params { get; } =
        new("--param", "-p") { Description = "Parameter of the job file: NAME=VALUE", HelpName = "NAME=VALUE" };

    public Option<string?> Directory { get; } =
        new("--directory", "-C") { Description = "Directory to run in", HelpName = "DIR" };

    public Option<string?> Format { get; } =
        new("--format") { Description = "Format of FILE: yaml (default) or wfformat" };

    public Option<double> TimeScale { get; } =
        new("--time-scale") { Description = "Factor on recorded durations", DefaultValueFactory = _ => 1 };

    public Option<string?> IfPlan { get; } =
        new("--if-plan") { Description = "Refuse unless the plan is still this one", HelpName = "ID" };

    public Option<bool> Plan { get; } = new("--plan") { Description = "Show what would be done, and do nothing" };

    public Option<string?> Key { get; } =
        new("--key") { Description = "Idempotency key: the same job with it is accepted once, another is refused" };

    public Option<bool> Open { get; } = new("--open") { Description = "Tasks can be added until rota seal" };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask" };

    /// <summary>The options that say what a key of the job file says.</summary>
    public IEnumerable<(Option Option, string Key)> WithKeys =>
        [
            (Name, "name"),
            (Array, "array"),
            (IfEmpty, "if_empty"),
            (Cpus, "resources/cpus"),
            (Pin, "resources/pin"),
            (Memory, "resources/memory"),
            (Gpus, "resources/gpus"),
            (Licences, "resources/license"),
            (Input, "stdin"),
            (OwnDirectory, "dir"),
            (Nice, "nice"),
            (Retries, "retry"),
            (Timeout, "timeout"),
            (RedirectErrors, "redirect_stderr"),
            (MaxFailures, "max_failures"),
            (Priority, "priority"),
            (Queue, "queue"),
            (Budget, "budget"),
            .. Place.WithKeys,
            .. Later.WithKeys,
            (Tags, "tags"),
            (Environment, "env"),
        ];
}
