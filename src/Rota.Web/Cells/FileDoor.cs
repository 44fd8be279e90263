using System.Globalization;
using Rota.App.Files;
using Rota.Cell;
using Rota.Cell.Files;
using Rota.Core.Bytes;
using Rota.Linux.Files;

namespace Rota.Web.Cells;

/// <summary>Where nodes ask for what their tasks read, and bring what these leave.</summary>
/// <param name="files">The files of the home's jobs.</param>
internal sealed class FileDoor(HomeFiles files)
{
    private const int RegularFile = 0x8000;
    private const int Runs = 0x40;

    /// <summary>Answers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="node">The node that asks.</param>
    /// <param name="path">What for: the part of the path that says so.</param>
    /// <exception cref="CellException">It is refused.</exception>
    public async Task Answer(CellCall call, string node, string path)
    {
        switch (path.Split('/'))
        {
            case [var job, var attempt, "inputs"]:
                var inputs = await files
                    .Inputs(node, new(Number(job)), new(Number(attempt)), call.Aborted)
                    .ConfigureAwait(false);
                await call.Answer(inputs.Write()).ConfigureAwait(false);
                break;
            case [var job, var attempt, "outputs"]:
                await call.Answer(files.Outputs(node, new(Number(job)), new(Number(attempt))).Write())
                    .ConfigureAwait(false);
                break;
            case [var job, var attempt, "output"]:
                await Arrive(call, files.Arriving(node, new(Number(job)), new(Number(attempt)), FileOf(call)))
                    .ConfigureAwait(false);
                break;
            case [var job, var hash]:
                var file = files.Open(new(Number(job)), hash, Number(call.Value("from")));
                await using (file.ConfigureAwait(false))
                {
                    await call.Answer(file).ConfigureAwait(false);
                }

                break;
            default:
                throw Mistaken("there is no such file");
        }
    }

    private static async Task Arrive(CellCall call, ArrivingFile file)
    {
        if (!call.Sends)
        {
            await call.Answer(file.Length().ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
            return;
        }

        await file.Take(Number(call.Value("from")), call.Body, call.Aborted).ConfigureAwait(false);
        await call.Answer("").ConfigureAwait(false);
    }

    private static ManifestFile FileOf(CellCall call)
    {
        try
        {
            var name = ByteText.Of(Convert.FromHexString(call.Value("name")));
            var mode = RegularFile | (call.Value("runs") == "1" ? Runs : 0);
            var hash = FileHash.Checked(call.Value("hash"));
            return new(name, hash, new FileStamp(0, Number(call.Value("bytes")), 0, mode));
        }
        catch (Exception error) when (error is FormatException or InvalidDataException)
        {
            throw Mistaken(error.Message);
        }
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Mistaken($"\"{text}\" is no number");

    private static CellException Mistaken(string sentence) => new(CellFault.Mistaken, sentence);
}
