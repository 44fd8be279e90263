using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Records;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Recovery;

/// <summary>
/// The journal as a keeper finds it. A damaged one is kept for people, and its gaps are known from then on.
/// </summary>
internal static class FoundJournal
{
    /// <summary>What is behind the name of a copy of a damaged one.</summary>
    public const string CopySuffix = ".damaged";

    /// <summary>Opens it, and has what is whole in it taken in.</summary>
    public static Journal Open(string path, IKernel kernel, Inheritance inheritance, HeardOfHome heard, Gaps gaps)
    {
        var journal = Journal.Open(
            path,
            kernel.BootId,
            kernel.Disk,
            payload =>
            {
                inheritance.Replay(payload);
                heard.Replay(payload);
                gaps.Replay(payload);
            }
        );
        var copy = path + CopySuffix;
        inheritance.HasGap = journal.Reading.Damage > 0;
        gaps.Note(journal.Reading, copy);
        if (gaps.Damage is not null)
        {
            inheritance.Distrust(kernel.BootId);
            Keep(path, copy);
        }

        return journal;
    }

    /// <summary>For people who want to know what the disk did.</summary>
    private static void Keep(string path, string copy)
    {
        try
        {
            File.Copy(path, copy, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // On a full disk there is none.
        }
    }
}
