using System.Buffers.Binary;
using System.Numerics;

namespace Rota.Core.Notifying.Signatures;

/// <summary>SHA-256 (FIPS 180-4). .NET's own asks for an OpenSSL that a machine may not have.</summary>
public static class Sha256
{
    /// <summary>Bytes of a digest.</summary>
    public const int Bytes = 32;

    /// <summary>Bytes that are taken in at a time.</summary>
    public const int BlockBytes = 64;

    /// <summary>The first bits of the cube roots of the first 64 primes.</summary>
    private static ReadOnlySpan<uint> Constants =>
        [
            0x428A2F98,
            0x71374491,
            0xB5C0FBCF,
            0xE9B5DBA5,
            0x3956C25B,
            0x59F111F1,
            0x923F82A4,
            0xAB1C5ED5,
            0xD807AA98,
            0x12835B01,
            0x243185BE,
            0x550C7DC3,
            0x72BE5D74,
            0x80DEB1FE,
            0x9BDC06A7,
            0xC19BF174,
            0xE49B69C1,
            0xEFBE4786,
            0x0FC19DC6,
            0x240CA1CC,
            0x2DE92C6F,
            0x4A7484AA,
            0x5CB0A9DC,
            0x76F988DA,
            0x983E5152,
            0xA831C66D,
            0xB00327C8,
            0xBF597FC7,
            0xC6E00BF3,
            0xD5A79147,
            0x06CA6351,
            0x14292967,
            0x27B70A85,
            0x2E1B2138,
            0x4D2C6DFC,
            0x53380D13,
            0x650A7354,
            0x766A0ABB,
            0x81C2C92E,
            0x92722C85,
            0xA2BFE8A1,
            0xA81A664B,
            0xC24B8B70,
            0xC76C51A3,
            0xD192E819,
            0xD6990624,
            0xF40E3585,
            0x106AA070,
            0x19A4C116,
            0x1E376C08,
            0x2748774C,
            0x34B0BCB5,
            0x391C0CB3,
            0x4ED8AA4A,
            0x5B9CCA4F,
            0x682E6FF3,
            0x748F82EE,
            0x78A5636F,
            0x84C87814,
            0x8CC70208,
            0x90BEFFFA,
            0xA4506CEB,
            0xBEF9A3F7,
            0xC67178F2,
        ];

    /// <summary>Those of the square roots of the first eight.</summary>
    private static ReadOnlySpan<uint> Start =>
        [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    /// <summary>The digest of some bytes.</summary>
    public static byte[] Of(ReadOnlySpan<byte> data)
    {
        Span<uint> state = stackalloc uint[8];
        Start.CopyTo(state);
        var whole = data.Length / BlockBytes * BlockBytes;
        for (var at = 0; at < whole; at += BlockBytes)
        {
            Take(state, data.Slice(at, BlockBytes));
        }

        Span<byte> last = stackalloc byte[2 * BlockBytes];
        last.Clear();
        var rest = data[whole..];
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length + 9 > BlockBytes ? 2 * BlockBytes : BlockBytes)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^8..], (ulong)data.Length * 8);
        for (var at = 0; at < last.Length; at += BlockBytes)
        {
            Take(state, last.Slice(at, BlockBytes));
        }

        var digest = new byte[Bytes];
        for (var word = 0; word < state.Length; word++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(word * 4), state[word]);
        }

        return digest;
    }

    /// <summary>The code of a message under a key (HMAC, RFC 2104).</summary>
    public static byte[] Code(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        (key.Length > BlockBytes ? Of(key) : key).CopyTo(block);
        var inner = new byte[BlockBytes + message.Length];
        var outer = new byte[BlockBytes + Bytes];
        for (var at = 0; at < BlockBytes; at++)
        {
            (inner[at], outer[at]) = ((byte)(block[at] ^ 0x36), (byte)(block[at] ^ 0x5C));
        }

        message.CopyTo(inner.AsSpan(BlockBytes));
        Of(inner).CopyTo(outer, BlockBytes);
        return Of(outer);
    }

    private static void Take(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[64];
        for (var at = 0; at < 64; at++)
        {
            words[at] = at < 16 ? BinaryPrimitives.ReadUInt32BigEndian(block[(at * 4)..]) : Next(words, at);
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var at = 0; at < 64; at++)
        {
            var one = Turned(e, 6) ^ Turned(e, 11) ^ Turned(e, 25);
            var first = h + one + ((e & f) ^ (~e & g)) + Constants[at] + words[at];
            var second = (Turned(a, 2) ^ Turned(a, 13) ^ Turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    private static uint Next(ReadOnlySpan<uint> words, int at)
    {
        var (near, far) = (words[at - 2], words[at - 15]);
        return words[at - 16]
            + words[at - 7]
            + (Turned(far, 7) ^ Turned(far, 18) ^ (far >> 3))
            + (Turned(near, 17) ^ Turned(near, 19) ^ (near >> 10));
    }

    private static uint Turned(uint word, int by) => BitOperations.RotateRight(word, by);
}
