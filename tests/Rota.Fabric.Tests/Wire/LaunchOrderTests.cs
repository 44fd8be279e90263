using Rota.Core.Jobs;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Wire;

/// <summary>What stands at the end of an order, and only where it is said.</summary>
public sealed class LaunchOrderTests
{
    private static readonly LaunchOrder Plain = new()
    {
        Attempt = 7, Job = 1, Shape = 1, InPlace = false, AfterSuccessOnly = false, Context = 1,
        Arguments = ["true"], Directory = "/", Environment = ["A=1"],
    };

    private static readonly NodeTerms Terms = new() { SelfStopMicros = 300_000_000, Takes = "1 slots\n1 license/tool" };

    public static TheoryData<string, LaunchOrder> Orders =>
        new()
        {
            { "plain", Plain },
            { "terms", Plain with { Terms = Terms } },
            { "lease alone", Plain with { Terms = new() { SelfStopMicros = 1 } } },
            { "start", Plain with { Start = new() { Nice = 5, Owner = 1000 } } },
            { "start and terms", Plain with { Start = new() { Nice = 5 }, Terms = Terms } },
            { "copies and terms", Plain with { Copies = new OutputCopies("/o", null, Appends: true), RedirectsErrors = true, Terms = Terms } },
        };

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_order_is_read_as_it_was_written(string _, LaunchOrder order)
    {
        var read = Read(order);
        Assert.Equal((order.Terms, order.Start, order.Copies, order.RedirectsErrors), (read.Terms, read.Start, read.Copies, read.RedirectsErrors));
    }

    /// <summary>On one machine the frames are those of the version before.</summary>
    [Fact]
    public void An_order_without_terms_is_no_longer_than_before() =>
        Assert.Equal(Length(Plain), Length(Plain with { Terms = new NodeTerms() }));

    private static LaunchOrder Read(LaunchOrder order)
    {
        var writer = new FrameWriter();
        order.Write(writer);
        var reader = new FrameReader(writer.Written.Span[4..]);
        Assert.Equal(FrameKind.Launch, reader.Kind());
        var read = LaunchOrder.Read(ref reader);
        Assert.True(reader.IsAtEnd);
        return read;
    }

    private static int Length(LaunchOrder order)
    {
        var writer = new FrameWriter();
        order.Write(writer);
        return writer.Written.Length;
    }
}
