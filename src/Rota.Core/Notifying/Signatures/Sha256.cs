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
    private static readonly uint[] Constants = Words(
        "428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 "
            + "d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174 "
            + "e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da "
            + "983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 "
            + "27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85 "
            + "a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 "
            + "19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 "
            + "748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2"
    );

    /// <summary>Those of the square roots of the first eight.</summary>
    private static readonly uint[] Start = Words(
        "6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19"
    );

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

    private static uint[] Words(string text) => [.. text.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
}
