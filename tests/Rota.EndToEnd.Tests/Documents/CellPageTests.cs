using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>docs/cell.md, followed by a reader on two machines: its commands run as printed, in their order.</summary>
public sealed partial class CellPageTests
{
    [Fact]
    public void Who_follows_the_page_has_a_cell_of_two_machines()
    {
        using var home = new RotaState();
        using var node = new RotaState();
        string[][] all = [.. Document.Blocks("docs/cell.md").Select(Commands)];
        Assert.Equal(8, all.Length);

        // The first is of the demo, which has tests of its own.
        Assert.StartsWith("rota cell demo", all[0][0], StringComparison.Ordinal);
        var blocks = all[1..];
        var address = $"127.0.0.1:{Ports.Free()}";
        var token = "";
        try
        {
            foreach (var command in blocks[0])
            {
                string[] more = command.StartsWith("rota cell init", StringComparison.Ordinal) ? ["--listen", address] : [];
                token = home.Run([.. Words(command), .. more]).Exits(0).Out.Trim();
            }

            var join = blocks[1][0].Replace("HOME:7421", address, StringComparison.Ordinal).Replace("TOKEN", token, StringComparison.Ordinal);
            node.Run(Words(join)).Exits(0);
            using var serving = node.Start(Words(blocks[1][1]));
            Until.True(() => home.Run(Words(blocks[^1][0])).Exits(0).Out.Contains(" up ", StringComparison.Ordinal), "the node is up");
            Assert.Contains("disk=ssd", node.Run(Words(blocks[^1][0])).Exits(0).Out, StringComparison.Ordinal);
            Array.ForEach(blocks[2], command => home.Run(Words(command)).Exits(0));
            Until.True(() => Directory.GetFiles(Path.Combine(home.State, "doors")).Length > 0, "runners know the node");
            Array.ForEach(blocks[3], command => home.Run(Words(command)).Exits(0));
            Array.ForEach(blocks[4], command => home.Run(Words(command)).Exits(0));
            Assert.Contains("disk=ssd, zone rack4", home.Run(Words(blocks[4][^1])).Exits(0).Out, StringComparison.Ordinal);
            var name = home.Run("nodes", "--output", "quiet").Exits(0).Out.Trim().Split('\n')[^1];
            Array.ForEach(blocks[5], command => home.Run(Words(command.Replace("NODE", name, StringComparison.Ordinal))).Exits(0));
        }
        finally
        {
            home.Run("down");
        }
    }

    private static string[] Commands(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Words(string command) =>
        [.. Word().Matches(command.Split('#')[0]).Skip(1).Select(word => word.Value.Trim('\''))];

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
