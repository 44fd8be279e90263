using System.Globalization;
using System.Text;
using Rota.Linux.Files;

namespace Rota.Linux.Processes;

/// <summary>A keeper as every user of the machine can see it.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="User">Whose it is, for people.</param>
/// <param name="State">The state whose tasks it runs.</param>
public sealed record SeenKeeper(int Pid, string User, string State);

/// <summary>Finds the keepers of this machine, also those of other users, by their command lines.</summary>
public static class KeeperProcesses
{
    private const string Role = "__keeper";

    /// <summary>All that can be seen.</summary>
    public static IReadOnlyList<SeenKeeper> All()
    {
        var found = new List<SeenKeeper>();
        foreach (var process in ProcessTable.All())
        {
            // Between fork and exec a child shows the words of its parent.
            if (WordsOf(process.Pid) is [_, Role, var state, ..] && !IsChildOfItsKind(process.Parent, state))
            {
                found.Add(new(process.Pid, UserOf(process.Pid), state));
            }
        }

        return found;
    }

    private static bool IsChildOfItsKind(int parent, string state) =>
        WordsOf(parent) is [_, Role, var own, ..] && own == state;

    private static string UserOf(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status")
                .First(text => text.StartsWith("Uid:", StringComparison.Ordinal));
            return Account.NameOf(uint.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }

    private static string[] WordsOf(int pid)
    {
        try
        {
            var words = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline"));
            return words.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is not ours to see.
            return [];
        }
    }
}
