using System.Text;
using Rota.Core.Bytes;
using Rota.Core.Model;

namespace Rota.Core.Tests.Bytes;

/// <summary>Any bytes become a text and are the same bytes again; a text of Unicode is what it always was.</summary>
public sealed class ByteTextTests
{
    [Fact]
    public void All_pairs_of_bytes_come_back()
    {
        for (var first = 0; first < 256; first++)
        {
            for (var second = 0; second < 256; second++)
            {
                AssertKept([(byte)first, (byte)second]);
            }
        }
    }

    /// <summary>Bytes that are likely to meet at the seams of UTF-8, in any order.</summary>
    [Fact]
    public void Any_sequence_comes_back()
    {
        byte[] seams = [0, 0x0A, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xB3, 0xBD, 0xBF, 0xC0, 0xC1, 0xC3, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0x9F, 0xF4, 0xF5, 0xFF];
        var random = new Prng(7);
        for (var round = 0; round < 50_000; round++)
        {
            AssertKept([.. Enumerable.Range(0, (int)random.NextBelow(12)).Select(_ => seams[(int)random.NextBelow(seams.Length)])]);
        }
    }

    [Fact]
    public void A_byte_that_is_no_UTF8_is_a_lone_surrogate()
    {
        // Not as data of a theory: attributes are kept in UTF-8, which cannot hold such texts.
        AssertIs("636166E9", "caf\uDCE9", "caf\\xe9"); // Latin-1
        AssertIs("C0AF", "\uDCC0\uDCAF", "\\xc0\\xaf"); // an overlong slash
        AssertIs("EDB3A9", "\uDCED\uDCB3\uDCA9", "\\xed\\xb3\\xa9"); // the surrogate that stands for E9, encoded
        AssertIs("EFBFBD", "\uFFFD", "\uFFFD"); // the replacement character itself
        AssertIs("F09F9880", "😀", "😀");
        AssertIs("F09F98", "\uDCF0\uDC9F\uDC98", "\\xf0\\x9f\\x98"); // an end in the middle
        AssertIs("5C786539", "\\xe9", "\\xe9");
    }

    [Fact]
    public void A_text_of_Unicode_is_as_UTF8_has_it()
    {
        const string Text = "a\u0301 \U0001F480\U0001F4FF \U000EDC80 é\uFFFD\uFEFF";
        Assert.True(ByteText.IsUtf8(Text));
        Assert.Equal(Encoding.UTF8.GetBytes(Text), ByteText.Bytes(Text));
        Assert.Equal(Text, ByteText.Of(Encoding.UTF8.GetBytes(Text)));
        Assert.Same(Text, ByteText.Visible(Text));
    }

    [Fact]
    public void A_text_is_cut_between_characters()
    {
        Assert.Equal(("ab", "b😀"), (ByteText.Head("ab😀", 3), ByteText.Tail("ab😀", 3)));
        Assert.Equal(("😀a", "ab"), (ByteText.Head("😀ab", 3), ByteText.Tail("😀ab", 3)));
        Assert.Equal(("ab", "b\uDCE9"), (ByteText.Head("ab\uDCE9", 2), ByteText.Tail("ab\uDCE9", 2)));
    }

    private static void AssertIs(string hex, string text, string visible)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(text, ByteText.Of(bytes));
        Assert.Equal(bytes, ByteText.Bytes(text));
        Assert.Equal(visible, ByteText.Visible(text));
    }

    private static void AssertKept(byte[] bytes)
    {
        var text = ByteText.Of(bytes);
        Assert.Equal(bytes.Length, ByteText.ByteCount(text));
        Assert.Equal(bytes, ByteText.Bytes(text));
    }
}
