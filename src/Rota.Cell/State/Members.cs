using System.Text.Json;
using Rota.Cell.Identity;

namespace Rota.Cell.State;

/// <summary>
/// The nodes of a cell, a file at its home. Who is not in it is none, whatever certificate it has: so a node is removed
/// by taking it out.
/// </summary>
/// <param name="folder">The state's part of the cell.</param>
public sealed class Members(CellFolder folder)
{
    private const string FileName = "members.json";
    private readonly Lock gate = new();
    private (DateTime At, IReadOnlyList<Member> Members) known = (DateTime.MinValue, []);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Member> All
    {
        get
        {
            lock (gate)
            {
                var at = folder.WrittenAt(FileName);
                if (at != known.At)
                {
                    known = (at, Read());
                }

                return known.Members;
            }
        }
    }

    /// <summary>Whether a machine is one, by its certificate.</summary>
    public bool Has(PeerName peer) =>
        peer.Role == CellRole.Node && All.Any(member => member.Name == peer.Name && member.Id == peer.Member);

    /// <summary>Takes one in. Under the lock of the folder.</summary>
    /// <exception cref="CellException">A node of that name is there.</exception>
    public void Add(Member member)
    {
        if (Read().Any(other => other.Name == member.Name))
        {
            throw new CellException(
                CellFault.NameTaken,
                $"a node {member.Name} is in the cell already; join with another --name, or remove it at the home: "
                    + $"rota cell remove {member.Name}"
            );
        }

        Write([.. Read().Append(member).OrderBy(one => one.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Takes one out. Under the lock of the folder.</summary>
    /// <exception cref="CellException">There is none of that name.</exception>
    public void Remove(string name)
    {
        var before = Read();
        if (before.All(member => member.Name != name))
        {
            throw new CellException(CellFault.NoSuchNode, $"the cell has no node {name}")
            {
                Tries = ["see which there are: rota nodes"],
            };
        }

        Write([.. before.Where(member => member.Name != name)]);
    }

    private IReadOnlyList<Member> Read() =>
        folder.Find(FileName) is { } text
            ? JsonSerializer.Deserialize(text, CellStateJson.Default.IReadOnlyListMember) ?? []
            : [];

    private void Write(IReadOnlyList<Member> members) =>
        folder.Write(FileName, JsonSerializer.Serialize(members, CellStateJson.Default.IReadOnlyListMember) + "\n");
}
