using Rota.Core.Model;

namespace Rota.Core.Placement.Strategies;

/// <summary>
/// The stocks of idle tokens of all dispatchers (join-idle-queue: Lu et al., Performance Evaluation 2011). A token
/// is the
/// offer of one free slot and lies in one stock at most. The oldest is taken first: it has been idle for longest, so
/// its
/// news is not on the way any more.
/// </summary>
public sealed class IdleStocks
{
    private const int None = -1;
    private readonly Link[] links;
    private readonly Stock[] stocks;

    /// <summary>Empty stocks.</summary>
    /// <param name="tokens">How many tokens there are: one a slot of each node.</param>
    /// <param name="dispatchers">How many stocks.</param>
    public IdleStocks(int tokens, int dispatchers)
    {
        links = new Link[tokens];
        stocks = new Stock[dispatchers];
        Array.Fill(links, new Link(None, None, None));
        Array.Fill(stocks, new Stock(None, None, 0));
    }

    /// <summary>Tokens that a dispatcher has.</summary>
    public int Count(int dispatcher) => stocks[dispatcher].Count;

    /// <summary>Whether a token lies in any stock.</summary>
    public bool Holds(int token) => links[token].Stock != None;

    /// <summary>Puts a token into a stock. It must not lie in one.</summary>
    public void Join(int dispatcher, int token)
    {
        Invariant.Check(!Holds(token), $"token {token} joins a stock and lies in one");
        ref var stock = ref stocks[dispatcher];
        links[token] = new Link(dispatcher, stock.Last, None);
        if (stock.Last == None)
        {
            stock.First = token;
        }
        else
        {
            links[stock.Last].Next = token;
        }

        stock.Last = token;
        stock.Count++;
    }

    /// <summary>Takes the oldest token out of a stock.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(int dispatcher, out int token)
    {
        token = stocks[dispatcher].First;
        if (token == None)
        {
            return false;
        }

        Withdraw(token);
        return true;
    }

    /// <summary>The token that would be taken next, if there is one.</summary>
    public bool TryPeek(int dispatcher, out int token)
    {
        token = stocks[dispatcher].First;
        return token != None;
    }

    /// <summary>Takes a token back: its node has become busy in another way.</summary>
    /// <returns>Whether it lay in a stock; else it has been taken, and a task is on its way.</returns>
    public bool Withdraw(int token)
    {
        var link = links[token];
        if (link.Stock == None)
        {
            return false;
        }

        ref var stock = ref stocks[link.Stock];
        stock.Count--;
        stock.First = stock.First == token ? link.Next : stock.First;
        stock.Last = stock.Last == token ? link.Previous : stock.Last;
        if (link.Previous != None)
        {
            links[link.Previous].Next = link.Next;
        }

        if (link.Next != None)
        {
            links[link.Next].Previous = link.Previous;
        }

        links[token] = new Link(None, None, None);
        return true;
    }

    /// <summary>
    /// Which stock an idle node joins: the shorter of so many (2 in the paper, 1 is any), drawn with replacement.
    /// </summary>
    /// <param name="chance">Where the numbers come from.</param>
    /// <param name="asked">How many it draws, 1 to 8.</param>
    public int Choose(ref Prng chance, int asked)
    {
        Span<int> sample = stackalloc int[8];
        sample = sample[..Math.Clamp(asked, 1, 8)];
        Sampling.WithReplacement(ref chance, stocks.Length, sample);
        return LeastLoaded.Of(new Lengths(stocks), sample);
    }

    private readonly struct Lengths(Stock[] stocks) : ILoads
    {
        public int this[int dispatcher] => stocks[dispatcher].Count;
    }

    private record struct Link(int Stock, int Previous, int Next);

    private record struct Stock(int First, int Last, int Count);
}
