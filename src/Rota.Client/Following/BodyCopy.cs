using Rota.App.Problems;
using Rota.Client.Addresses;
using Rota.Client.Sending;

namespace Rota.Client.Following;

/// <summary>Passes on the body of an answer as it comes.</summary>
internal static class BodyCopy
{
    private const int PartBytes = 64 << 10;

    /// <summary>Copies it.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="ProblemException">The line broke before the end.</exception>
    public static async Task<bool> To(ServerAddress server, HttpContent content, Stream output, CancellationToken left)
    {
        var hasCopied = false;
        var body = await content.ReadAsStreamAsync(left).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var part = new byte[PartBytes];
            while (await Read(server, body, part, left).ConfigureAwait(false) is > 0 and var count)
            {
                hasCopied = true;
                output.Write(part, 0, count);
                output.Flush();
            }
        }

        return hasCopied;
    }

    private static async Task<int> Read(ServerAddress server, Stream body, byte[] part, CancellationToken left)
    {
        try
        {
            return await body.ReadAsync(part, left).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Problems.Of(server, error);
        }
    }
}
