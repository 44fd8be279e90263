using System.Globalization;
using System.Net;
using Rota.Cell.Lines;
using Rota.Core.Bytes;

namespace Rota.Cell.Files;

/// <summary>The files of a home on another machine, over the connections that its node makes.</summary>
/// <param name="dialer">The way to it.</param>
public sealed class RemoteFiles(Func<HttpDialer> dialer) : IFileHome
{
    /// <inheritdoc/>
    public Task<FileManifest> Inputs(long job, long attempt, CancellationToken ct) =>
        Manifest($"{job}/{attempt}/inputs", ct);

    /// <inheritdoc/>
    public Task<FileManifest> Outputs(long job, long attempt, CancellationToken ct) =>
        Manifest($"{job}/{attempt}/outputs", ct);

    /// <inheritdoc/>
    public async Task<Stream> Open(long job, string hash, long from, CancellationToken ct) =>
        await (await Ask(HttpMethod.Get, $"{job}/{hash}?from={from}", null, ct).ConfigureAwait(false))
            .Content.ReadAsStreamAsync(ct)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<long> Arrived(long job, long attempt, ManifestFile file, CancellationToken ct)
    {
        using var answer = await Ask(HttpMethod.Get, PathOf(job, attempt, file, 0), null, ct).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        return long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async Task Deliver(long job, long attempt, ManifestFile file, long from, Stream rest, CancellationToken ct)
    {
        using var body = new StreamContent(rest);
        (await Ask(HttpMethod.Post, PathOf(job, attempt, file, from), body, ct).ConfigureAwait(false)).Dispose();
    }

    /// <summary>A name may hold any bytes, so it goes as their digits.</summary>
    private static string PathOf(long job, long attempt, ManifestFile file, long from)
    {
        var name = new byte[ByteText.ByteCount(file.Name)];
        ByteText.Write(file.Name, name);
        return $"{job}/{attempt}/output?name={Convert.ToHexStringLower(name)}&hash={file.Hash}"
            + $"&bytes={file.Stamp.Bytes}&runs={(file.Stamp.IsExecutable ? 1 : 0)}&from={from}";
    }

    private async Task<FileManifest> Manifest(string path, CancellationToken ct)
    {
        using var answer = await Ask(HttpMethod.Get, path, null, ct).ConfigureAwait(false);
        try
        {
            return FileManifest.Read(await answer.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false));
        }
        catch (InvalidDataException error)
        {
            throw new CellException(CellFault.NoFile, error.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new CellException(CellFault.Unreachable, error.Message);
        }
    }

    private async Task<HttpResponseMessage> Ask(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken ct
    )
    {
        try
        {
            var answer = await dialer().Send(method, CellPaths.Files + path, content, ct).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return answer;
            }

            using (answer)
            {
                var said = await answer.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
                throw new CellException(FaultOf(answer), said);
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw new CellException(CellFault.Unreachable, (error.InnerException ?? error).Message);
        }
    }

    private static CellFault FaultOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(CellPaths.FaultHeader, out var words)
        && Enum.TryParse<CellFault>(words.First(), out var fault)
            ? fault
            : CellFault.Unreachable;
}
