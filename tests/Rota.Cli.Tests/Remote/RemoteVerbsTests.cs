using System.CommandLine;
using Rota.Cli.Remote;

namespace Rota.Cli.Tests.Remote;

/// <summary>A verb says what it is where a server is named: a new one fails here until somebody has thought of it.</summary>
public sealed class RemoteVerbsTests
{
    [Fact]
    public void Every_verb_goes_to_a_server_or_is_refused_or_needs_no_state() =>
        Assert.Equal(
            VerbGroups.All().SelectMany(group => group.Verbs).SelectMany(verb => Named("", verb)).Order(StringComparer.Ordinal),
            RemoteVerbs.Remote.Concat(RemoteVerbs.Local.Keys).Concat(RemoteVerbs.Apart).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_lists_what_goes_to_a_server()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "commands.md"));
        Assert.All(RemoteVerbs.Remote.Concat(RemoteVerbs.Local.Keys), verb => Assert.Contains($"`{verb}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Named(string before, Command verb)
    {
        var name = (before + " " + verb.Name).Trim();
        return verb.Subcommands.SelectMany(part => Named(name, part)).Concat(verb.Action is null ? [] : [name]);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
