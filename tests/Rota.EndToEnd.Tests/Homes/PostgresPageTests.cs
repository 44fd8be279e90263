using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Documents;
using Rota.Store.Tests.Postgres;

namespace Rota.EndToEnd.Tests.Homes;

/// <summary>docs/postgres.md, followed by a reader: its commands as printed, on a server in place of <c>db.example</c>.</summary>
public sealed partial class PostgresPageTests
{
    private const string Page = "docs/postgres.md";

    [Fact]
    public void Who_follows_the_page_has_the_jobs_on_a_server_with_all_that_people_did()
    {
        var socket = Cluster.Shared.Socket;
        Assert.SkipUnless(Checkout.Has("createdb") && Checkout.Has("pg_dump"), "createdb and pg_dump are not in the PATH (apt-get install postgresql)");
        using var checkout = new Checkout();
        string[] commands = [.. Commands().Matches(Document.Text(Page)).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(15, commands.Length);
        var said = commands.Select(command => (command, outcome: checkout.Shell(Here(command, socket)).Exits(0))).ToArray();
        Assert.Contains("hello", Said("rota logs 1"), StringComparison.Ordinal);
        var doctor = Said("rota doctor");
        Assert.All(Promises().Matches(Document.Text(Page)), line => Assert.Matches($"(?m)^{line.Groups["name"].Value} ", doctor));
        Assert.Contains("home.move", checkout.Rota.Run("audit").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("hello", checkout.Rota.Run("logs", "1").Exits(0).Out, StringComparison.Ordinal);
        var dump = File.ReadAllText(checkout.Rota.At("rota.sql"));
        Assert.Contains("CREATE TABLE rota.audit", dump, StringComparison.Ordinal);
        Assert.Contains("home.move", dump, StringComparison.Ordinal);
        checkout.Rota.Run("down").Exits(0);

        string Said(string command) => said.Single(one => one.command == command).outcome.Out;
    }

    /// <summary>In an address, the socket of the server stands as a host does.</summary>
    private static string Here(string command, string socket) =>
        command.Replace("@db.example/", $"@{Uri.EscapeDataString(socket)}/", StringComparison.Ordinal).Replace("db.example", socket, StringComparison.Ordinal);

    [GeneratedRegex(@"^```sh\n(?<lines>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^\| `(?<name>commit|standby|pooler)` \|", RegexOptions.Multiline)]
    private static partial Regex Promises();
}
