using System.IO.Pipelines;
using System.Text;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Client;

namespace Rota.Cli.Watching;

/// <summary>What a task writes, as a server sends it: it comes while the picture goes on.</summary>
internal sealed class SentLog : IDisposable
{
    private readonly Pipe pipe = new();
    private readonly CancellationTokenSource over = new();
    private readonly Task copying;

    /// <summary>Begins to take it over.</summary>
    public SentLog(RotaClient server, OutputRequest request) => copying = Copy(server, request);

    /// <summary>Copies what has come.</summary>
    /// <returns>Whether more may come.</returns>
    public bool CopyTo(Stream output)
    {
        while (pipe.Reader.TryRead(out var read))
        {
            foreach (var part in read.Buffer)
            {
                output.Write(part.Span);
            }

            pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                Tell(output);
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        over.Cancel();
        pipe.Reader.Complete();
        try
        {
            copying.GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is ProblemException or OperationCanceledException)
        {
            // Nobody looks at it any more.
        }

        over.Dispose();
    }

    /// <summary>Why it ends, where that is no end of the task.</summary>
    private void Tell(Stream output)
    {
        try
        {
            copying.GetAwaiter().GetResult();
        }
        catch (ProblemException refused)
        {
            output.Write(Encoding.UTF8.GetBytes($"{refused.Problem.Detail}\n"));
        }
    }

    private async Task Copy(RotaClient server, OutputRequest request)
    {
        try
        {
            var output = pipe.Writer.AsStream();
            _ = await server.Output.CopyAsync(request, follows: true, output, over.Token).ConfigureAwait(false);
        }
        finally
        {
            await pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }
    }
}
