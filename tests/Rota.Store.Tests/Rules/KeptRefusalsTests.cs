using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Store.Nodes;

namespace Rota.Store.Tests.Rules;

/// <summary>A node's row keeps what it refused last, whatever stands in it, and forgets the rest.</summary>
public sealed class KeptRefusalsTests
{
    private static readonly NodeId Node = new(2);

    [Fact]
    public void They_are_read_as_they_were_put_the_newest_first()
    {
        var (first, second) = (Refusal(1, "nobody holds any"), Refusal(2, "held by attempt 7"));
        var text = KeptRefusals.Put(second, KeptRefusals.Put(first, ""));
        Assert.Equal([second, first], KeptRefusals.Read(Node, text));
        Assert.Empty(KeptRefusals.Read(Node, ""));
    }

    [Fact]
    public void A_few_are_kept_and_none_by_half()
    {
        var text = "";
        for (var at = 1; at <= 1_000; at++)
        {
            text = KeptRefusals.Put(Refusal(at, new string('h', at % 90)), text);
            Assert.True(text.Length <= KeptRefusals.CharsMax);
            var kept = KeptRefusals.Read(Node, text);
            Assert.Equal(Enumerable.Range(0, kept.Count).Select(back => Refusal(at - back, new string('h', (at - back) % 90))), kept);
            Assert.True(kept.Count >= Math.Min(at, 5));
        }
    }

    [Fact]
    public void What_a_holder_is_called_breaks_no_line()
    {
        var kept = KeptRefusals.Read(Node, KeptRefusals.Put(Refusal(1, "a\tb\nc"), ""));
        Assert.Equal("a b c", Assert.Single(kept).Lack.Holder);
    }

    private static NodeRefusal Refusal(int at, string holder) =>
        new(Node, new TaskKey(new JobId(at), 1, 3), new NodeLack("memory", 1L << 40, at, holder), new Instant(at), TimeSpan.FromSeconds(1));
}
