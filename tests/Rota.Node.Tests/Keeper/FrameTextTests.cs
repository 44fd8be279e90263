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
}
