using Rota.Cell.State;
using Rota.Core.Model;
using Rota.Node.Machine;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App;

/// <summary>What every use case is given: where the state is, and the time.</summary>
/// <param name="path">The directory of the state, as it was named.</param>
/// <param name="time">The clock for what is written down.</param>
/// <param name="homes">What keeps the truth about jobs.</param>
public sealed class Site(string path, TimeProvider time, IHomes homes)
{
    /// <summary>The directory of the state, as it was named.</summary>
    public string Path => path;

    /// <summary>What the roles of the node are told that a use case starts.</summary>
    public NodeOptions Node { get; init; } = new();

    /// <summary>Who asks: what is changed is in the audit as theirs.</summary>
    public Author Author { get; init; } = Author.Unnamed;

    /// <summary>The time for records.</summary>
    public Instant Now => Instant.From(time.GetUtcNow());

    /// <summary>What keeps the truth about jobs, for whoever makes or examines one.</summary>
    public IHomes Homes => homes;

    /// <summary>The same state by other means of the same home.</summary>
    public Site By(IHomes others) => new(path, time, others) { Node = Node, Author = Author };

    /// <summary>The same state, asked by somebody else.</summary>
    public Site By(Author other) => new(path, time, homes) { Node = Node, Author = other };

    /// <summary>The home of the state, which must be there.</summary>
    /// <exception cref="Store.StoreException">It is not, or it cannot be used.</exception>
    public IHome Open() => Home(create: false);

    /// <summary>The home of the state, made where it is missing.</summary>
    /// <exception cref="Store.StoreException">It cannot be used.</exception>
    public IHome Create() => Home(create: true);

    /// <summary>The state's part of a cell, with what other machines of its home share of it.</summary>
    /// <param name="create">Whether the state is made where it is missing.</param>
    public CellFolder CellFolder(bool create)
    {
        var state = StateDirectory.Open(path, create);
        return new CellFolder(state, homes.Of(state).Shared);
    }

    private IHome Home(bool create) => homes.Of(OwnState(create)).By(Author with { At = Now });

    /// <summary>
    /// A node takes orders of one home, that of its cell: jobs of a second would have the same numbers.
    /// </summary>
    private StateDirectory OwnState(bool create)
    {
        var state = StateDirectory.Open(path, create);
        CellSettings.RefuseNode(new CellFolder(state));
        return state;
    }
}
