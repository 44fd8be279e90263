using System.CommandLine;

namespace Rota.Cli.Sources;

internal sealed partial class SubmitOptions
{
    /// <summary>Gives all of them to a verb, in the order of its help.</summary>
    public void AddTo(Command command)
    {
        command.Add(Words);
        foreach (
            var option in (Option[])
                [
                    Name,
                    Slots,
                    Array,
                    EachLine,
                    Null,
                    FromCsv,
                    IfEmpty,
                    .. Parallel.All,
                    Cpus,
                    Pin,
                    Memory,
                    Gpus,
                    Licences,
                    .. Place.All,
                    Input,
                    OwnDirectory,
                    Nice,
                    Retries,
                    Timeout,
                    RedirectErrors,
                    MaxFailures,
                    Priority,
                    Later.Spacing,
                    Queue,
                    Budget,
                    .. Later.All,
                    Tags,
                    Environment,
                    Secrets,
                    SlurmEnvironment,
                    Params,
                    Directory,
                    Format,
                    TimeScale,
                    IfPlan,
                    Plan,
                    Key,
                    Open,
                    Yes,
                ]
        )
        {
            if (option.Arity.MaximumNumberOfValues > 1)
            {
                option.AllowMultipleArgumentsPerToken = false;
            }

            command.Add(option);
        }
    }
}
