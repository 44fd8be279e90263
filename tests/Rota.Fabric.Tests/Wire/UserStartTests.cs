using Rota.Core.Jobs;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Wire;

/// <summary>What a process is told that becomes a user's.</summary>
public sealed class UserStartTests
{
    private static readonly LaunchOrder Order = new()
    {
        Attempt = 7, Job = 3, Shape = 1, InPlace = false, AfterSuccessOnly = false, Context = 5, Arguments = ["a", "b c"], Directory = "/d", Environment = ["X=1"],
        Secrets = new([], ["S=/f"], null), Start = new() { Owner = 1000, Input = new(null, "in"), Nice = 3 },
    };

    [Fact]
    public void It_reads_as_it_was_written()
    {
        var read = UserStart.Read(new UserStart(["PATH=/bin", "E=\udcff"], new ProcessSettings { Umask = 63 }, Order).Bytes());
        Assert.Equal(["PATH=/bin", "E=\udcff"], read.Environment);
        Assert.Equal((63, 1000L), (read.Settings!.Umask, read.Order.Start.Owner!.Value));
        Assert.Equal((7L, "/d", "in", 3), (read.Order.Attempt, read.Order.Directory, read.Order.Start.Input!.Text, read.Order.Start.Nice));
        Assert.Equal(["a", "b c", "X=1", "S=/f"], [.. read.Order.Arguments, .. read.Order.Environment, .. read.Order.Secrets.Files]);
    }

    [Fact]
    public void An_order_without_an_owner_is_as_long_as_ever()
    {
        static int Length(LaunchOrder order)
        {
            var writer = new FrameWriter();
            order.Write(writer);
            return writer.Written.Length;
        }

        Assert.True(Length(Order with { Start = ProcessStart.Usual }) < Length(Order with { Start = new() { Owner = 0 } }));
    }
}
