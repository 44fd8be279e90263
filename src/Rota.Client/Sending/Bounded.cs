using Rota.App.Problems;
using Rota.Client.Addresses;

namespace Rota.Client.Sending;

/// <summary>Reads an answer that is held as a whole: one that has no end must not fill the memory.</summary>
internal static class Bounded
{
    /// <summary>Its bytes.</summary>
    /// <exception cref="ProblemException">It is larger than may be held.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(
        ServerAddress server,
        HttpContent content,
        long bytesMax,
        CancellationToken left
    )
    {
        using var held = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(left).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var part = new byte[64 << 10];
            while (await stream.ReadAsync(part, left).ConfigureAwait(false) is > 0 and var count)
            {
                if (held.Length + count > bytesMax)
                {
                    throw Problems.NoRota(server, $"the answer is larger than {bytesMax:N0} bytes");
                }

                held.Write(part, 0, count);
            }
        }

        return held.GetBuffer().AsMemory(0, (int)held.Length);
    }
}
