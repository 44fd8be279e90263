using Rota.App.Logs.Lines;
using Rota.Core.Model;
using Rota.Linux.Files;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Times;
using Rota.Store.Local;

namespace Rota.App.Logs;

/// <summary>Opens the files that an attempt writes into while it runs.</summary>
internal sealed class RunningOutput(StateDirectory state, NodeId node, int scratch, Func<bool> isStill)
{
    /// <summary>Whose growth is as late as this is known by nobody.</summary>
    private static readonly TimeSpan Blindness = TimeSpan.FromSeconds(1);
    private readonly OutputStore store = new(state.Live, state.JobDirectory);

    /// <summary>Its lines that have not been read yet.</summary>
    public MergedLines Open(FollowedOutput seen, bool isErrorsOnly, LinePattern? pattern, Instant now)
    {
        // When another node's files grew is not told: what is new there was written since the last look.
        var standing = node == state.Node ? Standing.Of(LiveTimes.Read(store.TimesPath(scratch))) : [];
        var (output, errors) = (store.OutputPath(scratch), store.ErrorPath(scratch));
        return new MergedLines(
            isErrorsOnly ? (StreamPart.None, Times(output, false)) : (Part(false, seen.Output), Times(output, false)),
            (Part(true, seen.Errors), Times(errors, true)),
            pattern?.Search
        );

        StreamTimes Times(string path, bool isError) => new(standing, isError, Rest(path, seen, standing, now));
    }

    /// <summary>What no record tells of yet was written by the file's time, and seen to come by who follows.</summary>
    private static LineTime Rest(string path, FollowedOutput seen, List<WrittenRecord> standing, Instant now)
    {
        if (FileFacts.Of(path) is not { } facts)
        {
            return default;
        }

        var known = seen.Looked ?? (standing is [.., var last] ? last.At : null);
        var at = facts.Modified > now ? now : facts.Modified;
        return new(at < known ? known : at, known is null || now - known.Value > Blindness);
    }

    private StreamPart Part(bool isError, long seen)
    {
        if (OutputFiles.OpenLive(state, node, scratch, isError, seen) is not { } file)
        {
            // It ended and was packed: the rest is read from there.
            return StreamPart.None;
        }

        var length = RandomAccess.GetLength(file);

        // Its task has cut it and begun anew.
        return new StreamPart(file, 0, seen > length ? 0 : seen, length)
        {
            IsStill = isStill,
            HasHoles = length > 2 * OutputStore.StreamMax,
        };
    }
}
