using Rota.Core.Model;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Tests.Placement.Strategies;

/// <summary>The stocks of idle tokens, and the set of nodes, against plain lists.</summary>
public sealed class IdleStockTests
{
    [Fact]
    public void Stocks_behave_like_lists()
    {
        const int Tokens = 20;
        var chance = new Prng(3);
        var stocks = new IdleStocks(Tokens, 4);
        var model = Enumerable.Range(0, 4).Select(_ => new List<int>()).ToArray();
        for (var step = 0; step < 20_000; step++)
        {
            var (stock, token) = ((int)chance.NextBelow(4), (int)chance.NextBelow(Tokens));
            var holder = model.FirstOrDefault(list => list.Contains(token));
            switch (chance.NextBelow(3))
            {
                case 0 when holder is null:
                    stocks.Join(stock, token);
                    model[stock].Add(token);
                    break;
                case 1:
                    Assert.Equal(holder is not null, stocks.Withdraw(token));
                    holder?.Remove(token);
                    break;
                default:
                    Assert.Equal(model[stock].Count > 0, stocks.TryTake(stock, out var taken));
                    if (model[stock].Count > 0)
                    {
                        Assert.Equal(model[stock][0], taken);
                        model[stock].RemoveAt(0);
                    }

                    break;
            }

            Assert.Equal(model.Select(list => list.Count), Enumerable.Range(0, 4).Select(stocks.Count));
        }
    }

    [Fact]
    public void A_token_cannot_lie_in_two_stocks()
    {
        var stocks = new IdleStocks(2, 2);
        stocks.Join(0, 1);
        Assert.Throws<InvariantException>(() => stocks.Join(1, 1));
    }

    [Fact]
    public void The_shorter_of_two_stocks_is_joined_three_times_in_four()
    {
        const int Rounds = 40_000;
        var chance = new Prng(5);
        var stocks = new IdleStocks(1, 2);
        stocks.Join(0, 0);
        var shorter = Enumerable.Range(0, Rounds).Count(_ => stocks.Choose(ref chance, 2) == 1);
        Assert.InRange(shorter / (double)Rounds, 0.74, 0.76);
    }

    [Fact]
    public void A_set_of_nodes_behaves_like_a_set()
    {
        var chance = new Prng(11);
        var (nodes, model) = (new NodeSet(10), new HashSet<int>());
        for (var step = 0; step < 5_000; step++)
        {
            var node = (int)chance.NextBelow(10);
            if (chance.NextBelow(2) == 0)
            {
                nodes.Add(node);
                model.Add(node);
            }
            else
            {
                nodes.Remove(node);
                model.Remove(node);
            }

            Assert.Equal(model.Count, nodes.Count);
            Assert.Equal(model.Contains(node), nodes.Contains(node));
            Assert.Equal(model.Order(), Enumerable.Range(0, nodes.Count).Select(place => nodes[place]).Order());
        }
    }
}
