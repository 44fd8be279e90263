using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Rendering;
using Rota.Core.JobFiles;

namespace Rota.Cli.Verbs.Self;

/// <summary><c>rota schema</c>: the JSON Schema of the job file, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON Schema of the job file");
        command.SetAction(_ =>
        {
            Screen.Out.Write(JobFileSchema.Text);
            return ExitCode.Success;
        });
        return command;
    }
}
