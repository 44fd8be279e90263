using Rota.Core.Jobs;
using Rota.Fabric.Wire;

namespace Rota.Node.Tests.Keeper;

/// <summary>What an order says of the start of a process, on the wire.</summary>
public sealed class ProcessStartTests
{
    private static readonly LaunchOrder Plain = new()
    {
        Attempt = 7, Job = 1, Shape = 1, InPlace = false, AfterSuccessOnly = false, Context = 1, Arguments = ["true"], Directory = "/",
        Environment = [],
    };

    public static TheoryData<bool, string?, string?, OwnDirectory?, int?> Starts => new()
    {
        { false, null, null, null, null },
        { true, null, null, null, null },
        { false, "/in\uDCE9", null, null, null },
        { false, null, "", null, null },
        { true, null, "text\0\uDCFF", OwnDirectory.KeptWhenFailed, -20 },
        { false, null, null, OwnDirectory.Fresh, null },
        { false, null, null, null, 0 },
    };

    [Theory]
    [MemberData(nameof(Starts))]
    public void What_was_written_is_read_again(bool copies, string? file, string? text, OwnDirectory? directory, int? nice)
    {
        var order = Plain with
        {
            Copies = copies ? new OutputCopies("/out", null, Appends: true) : null,
            Start = new() { Input = (file ?? text) is null ? null : new(file, text), Directory = directory, Nice = nice, Cpus = nice is null ? null : "0,3" },
        };
        var read = Read(order);
        Assert.Equal((order.Copies, order.Start), (read.Copies, read.Start));
    }

    private static LaunchOrder Read(LaunchOrder order)
    {
        var writer = new FrameWriter();
        order.Write(writer);
        var reader = new FrameReader(writer.Written.Span[4..]);
        reader.Kind();
        var read = LaunchOrder.Read(ref reader);
        Assert.True(reader.IsAtEnd);
        return read;
    }
}
