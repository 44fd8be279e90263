using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;

namespace Rota.Node.Tests.Keeper;

/// <summary>Texts on their way between runner and keeper, and in the journal.</summary>
public sealed class FrameTextTests
{
    [Fact]
    public void Any_bytes_arrive_as_they_were_sent()
    {
        string[] texts = ["", "é😀\uFFFD", "x\uDCE9", "\uDCED\uDCA0\uDC80\uDCC0\uDCAF", "a\nb\0c", new string('\uDCFF', 5000)];
        var writer = new FrameWriter();
        writer.Begin(FrameKind.Context).Texts(texts).Text(null).Int32(7).End();
        var reader = new FrameReader(writer.Written.Span[4..]);
        Assert.Equal(FrameKind.Context, reader.Kind());
        Assert.Equal(texts, reader.Texts());
        Assert.Null(reader.TextOrNull());
        Assert.Equal(7, reader.Int32());
    }

    /// <summary>Who reads frames of a keeper of the version before finds nothing there.</summary>
    [Theory]
    [InlineData(false, null, null, 0)]
    [InlineData(true, "{\"a\":1}", null, 0)]
    [InlineData(true, null, "why", 0)]
    [InlineData(true, null, "why", 7)]
    [InlineData(false, null, null, 7)]
    public void What_an_attempt_reported_is_last_and_may_be_missing(bool isThere, string? result, string? problem, int cutOff)
    {
        var reported = isThere ? new Reported { Progress = "x=\uDCE9", Result = result, Problem = problem } : null;
        var report = new ExitReport
        {
            Ended = new Instant(7), ExitCode = 0, Reported = reported, CutOff = cutOff == 0 ? null : TimeSpan.FromSeconds(cutOff),
        };
        var writer = new FrameWriter();
        writer.Begin(FrameKind.Ended).Report(report).ReportTail(report).End();
        var reader = new FrameReader(writer.Written.Span[4..]);
        Assert.Equal(FrameKind.Ended, reader.Kind());
        Assert.Equal(report, reader.WholeReport());
        Assert.True(reader.IsAtEnd);
    }

    /// <summary>What the wire makes of an order: it is read, or it is refused as what it is, and costs no more than its length.</summary>
    [Fact]
    public void A_garbled_order_is_read_or_refused_and_nothing_else()
    {
        var writer = new FrameWriter();
        new LaunchOrder
        {
            Attempt = 1, Job = 2, Shape = 3, InPlace = true, AfterSuccessOnly = false, Context = 4, Arguments = ["sh", "-c", "true"],
            Directory = "/", Environment = ["A=1", "B=2"], Outputs = ["/out"],
        }.Write(writer);
        var sound = writer.Written.Span[4..].ToArray();
        for (var at = 1; at < sound.Length; at++)
        {
            foreach (var garbled in (byte[][])[sound[..at], .. new byte[] { 0x01, 0x40, 0x7F, 0x80, 0xFF }.Select(bits => Flip(sound, at, bits))])
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Read(garbled);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 10);
            }
        }
    }

    private static byte[] Flip(byte[] sound, int at, byte bits)
    {
        var bytes = (byte[])sound.Clone();
        bytes[at] ^= bits;
        return bytes;
    }

    private static void Read(byte[] bytes)
    {
        var reader = new FrameReader(bytes);
        reader.Kind();
        try
        {
            LaunchOrder.Read(ref reader);
        }
        catch (InvalidDataException)
        {
            // It says so itself.
        }
    }
}
