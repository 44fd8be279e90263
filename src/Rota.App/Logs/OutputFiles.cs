using Microsoft.Win32.SafeHandles;
using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Node.Agent;
using Rota.Node.Keeper.Outputs;
using Rota.Store.Local;

namespace Rota.App.Logs;

/// <summary>The files that attempts write into while they run, on whatever node.</summary>
internal static class OutputFiles
{
    /// <summary>Opens one of this machine; null where it is not there.</summary>
    public static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens what a running attempt has written from a place on; null where it is gone.</summary>
    public static SafeFileHandle? OpenLive(StateDirectory state, NodeId node, int scratch, bool isErrors, long from)
    {
        if (node == state.Node)
        {
            var store = new OutputStore(state.Live, state.JobDirectory);
            return Open(isErrors ? store.ErrorPath(scratch) : store.OutputPath(scratch));
        }

        try
        {
            var kind = isErrors ? OutputFileKind.LiveErrors : OutputFileKind.LiveOutput;
            return FarOutput.Fetch(state, node, new OutputFile(kind, 0, scratch), from, long.MaxValue);
        }
        catch (IOException)
        {
            // Who follows reads on when the node is back.
            return null;
        }
    }
}
