using System.Text.Json;
using Rota.Cell;
using Rota.Cell.Joining;
using Rota.Core.Model;

namespace Rota.Web.Cells;

/// <summary>
/// Reads what machines say that would join, one after another: each is written to the disk, and a thousand may come at
/// once.
/// </summary>
/// <param name="desk">Lets them in.</param>
internal sealed class JoinDoor(JoinDesk desk) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Lets a machine in.</summary>
    /// <returns>The answer to it.</returns>
    /// <exception cref="CellException">It is refused.</exception>
    public async Task<string> Join(CellCall call, Instant now)
    {
        var words = await call.Text().ConfigureAwait(false);
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return JsonSerializer.Serialize(desk.Join(Read(words), now), JoinJson.Default.JoinAnswer);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static JoinRequest Read(string words)
    {
        try
        {
            if (
                JsonSerializer.Deserialize(words, JoinJson.Default.JoinRequest) is
                { Secret: not null, Name: not null, Request: not null } request
            )
            {
                return request;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new CellException(CellFault.Mistaken, "this is no request to join a cell");
    }
}
