using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Budgets;

namespace Rota.Core.Tests.Budgets;

public sealed class ScopeTextTests
{
    private static readonly string[] Tree = ["/", "/a", "/a/b", "/a-b", "/a.b", "/b"];

    private static readonly string[] Resources = ["slots", "cpus", "memory", "gpus", "license/x"];

    [Theory]
    [InlineData("/", null, 0)]
    [InlineData("/a", "/", 1)]
    [InlineData("/eu-west/risk_2.x", "/eu-west", 2)]
    public void A_path_has_a_parent_and_a_depth(string text, string? parent, int depth)
    {
        var path = ScopePath.Parse(text)!.Value;
        Assert.Equal((text, parent, depth), (path.Text, path.Parent?.Text, path.Depth));
        Assert.Equal(depth + 1, path.Upwards.Count());
        Assert.All(path.Upwards, above => Assert.True(path.IsWithin(above)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("/a/")]
    [InlineData("//a")]
    [InlineData("/a b")]
    [InlineData("/../etc")]
    [InlineData("/.")]
    [InlineData("/ä")]
    [InlineData("/a\n")]
    [InlineData("/a=b")]
    [InlineData("/1/2/3/4/5/6/7/8/9")]
    public void What_is_no_path_is_none(string text) => Assert.Null(ScopePath.Parse(text));

    [Fact]
    public void A_part_that_only_begins_alike_is_another_scope()
    {
        Assert.False(ScopePath.Parse("/ab")!.Value.IsWithin(ScopePath.Parse("/a")!.Value));
        Assert.Equal(default, ScopePath.Root);
        Assert.Equal(Tree, Tree.Reverse().Select(text => ScopePath.Parse(text)!.Value).Order().Select(path => path.Text));
    }

    [Theory]
    [InlineData("cpus=0.5,memory=2T,gpus=1.25,slots=4,license/abaqus=2", "cpus=0.5,gpus=1.25,license/abaqus=2,memory=2199023255552,slots=4")]
    [InlineData("slots=0", "slots=0")]
    [InlineData("", "")]
    [InlineData(" cpus=1 , slots=2 ", "cpus=1,slots=2")]
    public void Amounts_are_written_exactly(string text, string written)
    {
        var amounts = Amounts.Read(text, out var problem);
        Assert.Equal((written, ""), (amounts?.Text, problem));
        Assert.Equal(amounts, Amounts.Read(written, out _));
    }

    [Theory]
    [InlineData("cpu=4", "cpu is no resource")]
    [InlineData("cpus", "cpus states no amount of cpus")]
    [InlineData("cpus=", "cpus= states no amount of cpus")]
    [InlineData("cpus=-1", "cpus=-1 states no amount of cpus")]
    [InlineData("cpus=0.0001", "cpus=0.0001 states no amount of cpus")]
    [InlineData("slots=1.5", "slots=1.5 states no amount of slots")]
    [InlineData("slots=99999999999999999999", "slots=99999999999999999999 states no amount of slots")]
    [InlineData("cpus=1,cpus=2", "cpus is stated twice")]
    [InlineData("license/=1", "license/ is no resource")]
    [InlineData("=1", "=1 is no resource")]
    public void What_is_no_amount_is_named(string text, string problem)
    {
        Assert.Null(Amounts.Read(text, out var said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void Any_amount_comes_back_from_its_text() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue).Zip(Gen.Elements(1, 1_000_003)).ToArbitrary(),
                drawn =>
                    Array.TrueForAll(Resources, resource =>
                    {
                        var amount = (long)drawn.Item1 * drawn.Item2;
                        return Amounts.Read(Amounts.From([new(resource, amount)]).Text, out _)![resource] == amount;
                    })
            )
        );
}
