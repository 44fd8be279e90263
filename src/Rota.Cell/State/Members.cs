using System.Diagnostics;
using System.Text.Json;
using Rota.Cell.Identity;
using Rota.Store;

namespace Rota.Cell.State;

/// <summary>
/// The nodes of a cell, a file at its home. Who is not in it is none, whatever certificate it has: so a node is removed
/// by taking it out.
/// </summary>
/// <param name="folder">The state's part of the cell.</param>
public sealed class Members(CellFolder folder)
{
    private const string FileName = "members.json";
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private long? lookedAt;
    private (long Stamp, IReadOnlyList<Member> Members) known = (-1, []);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Member> All
    {
        get
        {
            lock (gate)
            {
                if (!folder.IsShared || lookedAt is not { } at || Stopwatch.GetElapsedTime(at) > Freshness)
                {
                    Look();
                }

                return known.Members;
            }
        }
    }

    /// <summary>Whether a machine is one, by its certificate.</summary>
    public bool Has(PeerName peer) =>
        peer.Role == CellRole.Node
        && (
            peer.Member == PeerName.OfTheHome || All.Any(member => member.Name == peer.Name && member.Id == peer.Member)
        );

    /// <summary>Takes one in. Under the lock of the folder.</summary>
    /// <exception cref="CellException">A node of that name is there.</exception>
    public void Add(Member member)
    {
        var text = folder.Find(FileName);
        if (Read(text).Any(other => other.Name == member.Name))
        {
            throw new CellException(
                CellFault.NameTaken,
                $"a node {member.Name} is in the cell already; join with another --name, or remove it at the home: "
                    + $"rota cell remove {member.Name}"
            );
        }

        Write([.. Read(text).Append(member).OrderBy(one => one.Name, StringComparer.Ordinal)], text);
    }

    /// <summary>Takes one out. Under the lock of the folder.</summary>
    /// <exception cref="CellException">There is none of that name.</exception>
    public void Remove(string name)
    {
        var text = folder.Find(FileName);
        var before = Read(text);
        if (before.All(member => member.Name != name))
        {
            throw new CellException(CellFault.NoSuchNode, $"the cell has no node {name}")
            {
                Tries = ["see which there are: rota nodes"],
            };
        }

        Write([.. before.Where(member => member.Name != name)], text);
    }

    /// <summary>A home that cannot be reached now has the members that it had.</summary>
    private void Look()
    {
        try
        {
            var stamp = folder.StampOf(FileName);
            if (stamp != known.Stamp)
            {
                known = (stamp, Read(folder.Find(FileName)));
            }

            lookedAt = Stopwatch.GetTimestamp();
        }
        catch (StoreException error)
        {
            known = known.Stamp >= 0 ? known : throw new CellException(CellFault.Unreachable, error.Message);
        }
    }

    private static IReadOnlyList<Member> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, CellStateJson.Default.IReadOnlyListMember) ?? [];

    private void Write(IReadOnlyList<Member> members, string? before)
    {
        var text = JsonSerializer.Serialize(members, CellStateJson.Default.IReadOnlyListMember) + "\n";
        folder.Write(FileName, text, before);
        lookedAt = null;
    }
}
