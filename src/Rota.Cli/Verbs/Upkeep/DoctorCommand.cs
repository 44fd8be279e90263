using System.CommandLine;
using Rota.App.Checking;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota doctor</c>: what this machine can do, and what will hurt.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Show what this machine can do, and warn of what will hurt");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var findings = Machine.Examine(cli.StatePath).Concat(StateTimes.Examine(cli.StatePath)).ToArray();
            if (cli.Output == OutputMode.Json)
            {
                Screen.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteStartArray("findings");
                        foreach (var finding in findings)
                        {
                            json.WriteStartObject();
                            json.WriteString("name", finding.Name);
                            json.WriteString("value", finding.Value);
                            json.WriteString("warning", finding.Warning);
                            json.WriteEndObject();
                        }

                        json.WriteEndArray();
                    })
                );
            }
            else
            {
                foreach (var finding in findings)
                {
                    Screen.Out.WriteLine($"{finding.Name, -10} {finding.Value}");
                    if (finding.Warning is { } warning)
                    {
                        Screen.Out.WriteLine($"{"", -10} warning: {warning}");
                    }
                }
            }

            return ExitCode.Success;
        });
        return command;
    }
}
