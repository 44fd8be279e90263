using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Fabric.Wire;

namespace Rota.Node.Tests.Keeper;

/// <summary>The settings of a submitter's process on their way to the keeper.</summary>
public sealed class SettingsFieldsTests
{
    private static readonly ProcessSettings Full = new()
    {
        Umask = 0x3F, Nice = -7, Scheduling = 3, RealTimePriority = 2, DiskPriority = 24576, Cpus = "0-3,8",
        Limits = ImmutableSortedDictionary<string, ResourceLimit>.Empty
            .Add("core", new(0, ResourceLimit.Unlimited)).Add("nofile", new(1024, 524288)),
    };

    [Fact]
    public void What_was_sent_arrives()
    {
        var arrived = Sent(frame => frame.Settings(Full))!;
        Assert.Equal(Full.Limits, arrived.Limits);
        Assert.Equal(Full, arrived with { Limits = Full.Limits });
    }

    [Fact]
    public void Nothing_arrives_as_nothing() => Assert.Null(Sent(frame => frame.Settings(null)));

    [Fact]
    public void A_runner_of_before_sends_none() => Assert.Null(Sent(frame => frame));

    private static ProcessSettings? Sent(Func<FrameWriter, FrameWriter> write)
    {
        var writer = new FrameWriter();
        write(writer.Begin(FrameKind.Context).Int32(1).Texts(["A=1"])).End();
        var reader = new FrameReader(writer.Written.Span[4..]);
        Assert.Equal((FrameKind.Context, 1, "A=1"), (reader.Kind(), reader.Int32(), reader.Texts().Single()));
        return reader.Settings();
    }
}
