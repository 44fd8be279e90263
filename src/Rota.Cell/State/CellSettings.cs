using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.Cell.Identity;

namespace Rota.Cell.State;

/// <summary>What a machine knows of its place in a cell.</summary>
public sealed record CellSettings
{
    private const string FileName = "cell.json";

    /// <summary>Whether it is the home, or a node.</summary>
    public required CellRole Role { get; init; }

    /// <summary>The cell's name, for people.</summary>
    public required string CellName { get; init; }

    /// <summary>The name of this machine in the cell.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Of the home: where it listens. Of a node: where the home is, as <c>https://HOST:PORT</c>; several with commas.
    /// </summary>
    public required string Address { get; init; }

    /// <summary>Of a node: where the home is, by each machine that serves it or may.</summary>
    [JsonIgnore]
    public IReadOnlyList<Uri> Homes => [.. Address.Split(',').Select(address => new Uri(address))];

    /// <summary>What jobs can ask for of this machine, by name.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>();

    /// <summary>The part of the cell that fails together with this machine: a rack, a room; null for none.</summary>
    public string? Zone { get; init; }

    /// <summary>Those of a state; null where it is in no cell.</summary>
    /// <exception cref="CellException">They are damaged.</exception>
    public static CellSettings? Find(CellFolder folder)
    {
        try
        {
            return folder.Find(FileName) is { } text
                ? JsonSerializer.Deserialize(text, CellStateJson.Default.CellSettings)
                : null;
        }
        catch (JsonException error)
        {
            throw new CellException(CellFault.Damaged, $"{FileName} of the state is damaged: {error.Message}");
        }
    }

    /// <summary>Those of a state.</summary>
    /// <param name="folder">The state's part of the cell.</param>
    /// <param name="role">What the machine must be.</param>
    /// <exception cref="CellException">It is not.</exception>
    public static CellSettings Of(CellFolder folder, CellRole role) =>
        Find(folder) is not { } settings
            ? throw new CellException(CellFault.NoCell, $"{folder.State.Path} is in no cell")
            {
                Tries = ["on the machine with the home: rota cell init; on another: rota cell join URL TOKEN"],
            }
        : settings.Role == role ? settings
        : throw new CellException(
            CellFault.NoCell,
            settings.Role == CellRole.Node
                ? $"this is node {settings.Name} of cell {settings.CellName}, whose home is at {settings.Address}"
                : $"this machine is the home of cell {settings.CellName}, and no node that has joined one"
        )
        {
            Tries = [settings.Role == CellRole.Node ? "do it on the machine with the home" : "serve it: rota up"],
        };

    /// <summary>Lets only those pass that are no node: the jobs of a node are at its home.</summary>
    /// <exception cref="CellException">It is one.</exception>
    public static void RefuseNode(CellFolder folder)
    {
        if (Find(folder) is { Role: CellRole.Node } settings)
        {
            throw new CellException(
                CellFault.InCell,
                $"{folder.State.Path} is of node {settings.Name} of cell {settings.CellName}: "
                    + "the jobs of a node are at the home of its cell"
            )
            {
                Tries =
                [
                    "ask it from here, while rota node runs: "
                        + $"--server unix:{folder.State.Path}/api.sock --token-file FILE",
                    $"or there ({settings.Address}); or name a state of its own with --state DIR",
                    "serve the node: rota node",
                ],
            };
        }
    }

    /// <summary>Writes them down.</summary>
    public void Write(CellFolder folder) =>
        folder.Write(FileName, JsonSerializer.Serialize(this, CellStateJson.Default.CellSettings) + "\n");
}
