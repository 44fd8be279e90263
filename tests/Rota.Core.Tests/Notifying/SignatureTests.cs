using System.Text;
using Rota.Core.Notifying.Signatures;

namespace Rota.Core.Tests.Notifying;

/// <summary>Held to the published vectors: FIPS 180-4, RFC 4231, and the example of Standard Webhooks.</summary>
public sealed class SignatureTests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void A_digest_is_that_of_the_standard(string text, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Sha256.Of(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void A_million_letters_have_the_digest_of_the_standard() => Assert.Equal(
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        Convert.ToHexStringLower(Sha256.Of(Enumerable.Repeat((byte)'a', 1_000_000).ToArray())));

    [Theory]
    [InlineData("4a656665", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    public void A_code_is_that_of_the_standard(string key, string text, string code) => Assert.Equal(
        code, Convert.ToHexStringLower(Sha256.Code(Convert.FromHexString(key), Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void A_key_longer_than_a_block_is_digested_first() => Assert.Equal(
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        Convert.ToHexStringLower(Sha256.Code(
            Enumerable.Repeat((byte)0xAA, 131).ToArray(), "Test Using Larger Than Block-Size Key - Hash Key First"u8)));

    [Fact]
    public void A_signature_is_that_of_the_specification()
    {
        var key = WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of([key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));
    }

    [Fact]
    public void Each_key_has_a_signature_of_its_own_while_one_replaces_the_other()
    {
        var (old, young) = (new byte[24], Enumerable.Repeat((byte)1, 24).ToArray());
        var both = WebhookSignature.Of([young, old], "id", 1, "x"u8).Split(' ');
        Assert.Equal([WebhookSignature.Of([young], "id", 1, "x"u8), WebhookSignature.Of([old], "id", 1, "x"u8)], both);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ")]
    [InlineData("whsec_no base64 !!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void What_is_no_secret_is_no_key(string text) => Assert.Null(WebhookSignature.Key(text));
}
