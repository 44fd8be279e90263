using System.CommandLine;
using System.CommandLine.Help;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;

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
            Invocation.HomeOption,
            Invocation.OutputOption,
            Invocation.VerboseOption,
            Invocation.ColorOption,
            ServerOptions.Server,
            ServerOptions.Token,
            ServerOptions.Authority,
        };
        var groups = VerbGroups.All();
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
}
