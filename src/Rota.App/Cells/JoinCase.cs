using Rota.App.Problems;
using Rota.App.Views;
using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.State;
using Rota.Store.Local;

namespace Rota.App.Cells;

/// <summary>How a machine joins a cell.</summary>
public sealed record CellJoinRequest
{
    /// <summary>The home's address: <c>https://HOST:PORT</c>, or <c>HOST:PORT</c>; several with commas.</summary>
    public required string Url { get; init; }

    /// <summary>The token.</summary>
    public required string Token { get; init; }

    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>What jobs can ask for of it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>();

    /// <summary>What fails together with it; null for nothing in particular.</summary>
    public string? Zone { get; init; }
}

/// <summary>Makes a state that of a node of a cell.</summary>
public static class JoinCase
{
    /// <summary>Asks the home, and writes down what it answers. The key is made here, and stays.</summary>
    /// <exception cref="ProblemException">It cannot be, or the home refuses.</exception>
    public static JoinedView Join(Site site, CellJoinRequest request)
    {
        LabelCase.Check(request.Labels, request.Zone);
        TlsSettings.RequireOpenSsl();
        var (homes, token) = (HomeAddresses.Read(request.Url), TokenText.Parse(request.Token));
        var folder = new CellFolder(StateDirectory.Open(site.Path, create: true));
        using var held = folder.Lock();
        if (CellSettings.Find(folder) is { } there)
        {
            throw new CellException(CellFault.InCell, $"{folder.State.Path} is in cell {there.CellName} already")
            {
                Tries = ["join with another state: --state DIR"],
            };
        }

        if (File.Exists(folder.State.Database))
        {
            throw new CellException(
                CellFault.InCell,
                $"{folder.State.Path} has jobs of its own, and those of a node are at the home of its cell"
            )
            {
                Tries = ["join with another state: --state DIR"],
            };
        }

        var joined = Ask(homes, token, request.Name);
        new IdentityFiles(folder).Write(joined.Authority, joined.Certificate, joined.Key);
        new CellSettings
        {
            Role = CellRole.Node,
            CellName = joined.CellName,
            Name = request.Name,
            Address = string.Join(',', homes),
            Labels = request.Labels,
            Zone = request.Zone,
        }.Write(folder);
        return new JoinedView(joined.CellName, request.Name, string.Join(',', homes));
    }

    /// <summary>Asks each machine in turn that may serve the home.</summary>
    private static JoinClient.Joined Ask(IReadOnlyList<Uri> homes, TokenText token, string name)
    {
        foreach (var home in homes.SkipLast(1))
        {
            try
            {
                return new JoinClient(home).Join(token, name);
            }
            catch (CellException error) when (error.Fault == CellFault.Unreachable)
            {
                // It stands by, or is gone: another one serves.
            }
        }

        return new JoinClient(homes[^1]).Join(token, name);
    }
}

/// <summary>A node that has joined.</summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Node">The node's.</param>
/// <param name="Home">Where the home is.</param>
public sealed record JoinedView(string Cell, string Node, string Home) : View;
