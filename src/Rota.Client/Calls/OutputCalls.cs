using Rota.App.Exporting;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Client.Following;
using Rota.Client.Sending;
using Rota.Core.Bytes;

namespace Rota.Client.Calls;

/// <summary>
/// Copies what tasks wrote, and exports: as bytes, as they come. Each call throws a <see cref="ProblemException"/>
/// where it is refused.
/// </summary>
public sealed class OutputCalls
{
    private readonly Sender sender;

    internal OutputCalls(Sender sender) => this.sender = sender;

    /// <summary>Copies what tasks wrote.</summary>
    /// <param name="request">Whose, and what of it.</param>
    /// <param name="follows">Whether to go on as it grows, until the job has ended.</param>
    /// <param name="output">What takes it.</param>
    /// <param name="left">Ends the copy.</param>
    /// <returns>What is to be said of it.</returns>
    public async Task<CopiedOutput> CopyAsync(
        OutputRequest request,
        bool follows,
        Stream output,
        CancellationToken left = default
    )
    {
        var ask = Ask.Get($"/v1/tasks/{request.Address}/logs")
            .With("stderr", request.IsErrorsOnly)
            .With("failed", request.IsFailedOnly)
            .With("tail", request.LinesMax)
            .With("where", request.Where)
            .With("grep", request.Grep)
            .With("fixed", request.IsFixed)
            .With("ignore_case", request.IgnoresCase)
            .With("since", request.Since)
            .With("time", request.WithTimes)
            .With("mark_begin", Mark(request.Highlight?.Begin))
            .With("mark_end", Mark(request.Highlight?.End))
            .With("follow", follows)
            .Header("TE", "trailers");
        using var answer = await sender.Send(ask, left).ConfigureAwait(false);
        var hasCopied = await BodyCopy.To(sender.Server, answer.Content, output, left).ConfigureAwait(false);
        return CopiedOutput.Of(answer.TrailingHeaders, hasCopied);
    }

    private static string? Mark(byte[]? bytes) => bytes is null ? null : ByteText.Of(bytes);

    /// <summary>Writes the attempts of a job, one after the other.</summary>
    /// <param name="request">Which job's, and how.</param>
    /// <param name="output">What takes them.</param>
    /// <param name="left">Ends it.</param>
    public async Task ExportAsync(ExportRequest request, Stream output, CancellationToken left = default)
    {
        var ask = Ask.Get($"/v1/jobs/{request.Job}/export").With("format", request.Format.WireName());
        using var answer = await sender.Send(ask, left).ConfigureAwait(false);
        _ = await BodyCopy.To(sender.Server, answer.Content, output, left).ConfigureAwait(false);
    }
}
