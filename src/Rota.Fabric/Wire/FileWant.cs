namespace Rota.Fabric.Wire;

/// <summary>What a keeper wants of who moves files for it.</summary>
/// <param name="Attempt">For which attempt; 0 for none.</param>
/// <param name="Job">Its job.</param>
/// <param name="Kind">What.</param>
public readonly record struct FileWant(long Attempt, long Job, FileWantKind Kind)
{
    /// <summary>Writes it as a frame.</summary>
    public void Write(FrameWriter writer) =>
        writer.Begin(FrameKind.FilesWanted).Int64(Attempt).Int64(Job).Byte((byte)Kind).End();

    /// <summary>Reads it.</summary>
    public static FileWant Read(ref FrameReader reader) =>
        new(reader.Int64(), reader.Int64(), (FileWantKind)reader.Byte());
}

/// <summary>The kinds of wants.</summary>
public enum FileWantKind : byte
{
    /// <summary>Its inputs are to be brought.</summary>
    Inputs,

    /// <summary>Its inputs are here, and it has not started yet: they stay.</summary>
    Kept,

    /// <summary>Its outputs are to be brought home.</summary>
    Outputs,

    /// <summary>It will not start here: what was brought for it goes.</summary>
    Dropped,

    /// <summary>That was all that a keeper wanted before: what was brought for others goes.</summary>
    All,
}

/// <summary>What became of a want.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Outcome">What.</param>
/// <param name="Why">Why not; empty where all is well.</param>
public readonly record struct FileMove(long Attempt, FileOutcome Outcome, string Why = "")
{
    /// <summary>Writes it as a frame.</summary>
    public void Write(FrameWriter writer) =>
        writer.Begin(FrameKind.FilesMoved).Int64(Attempt).Byte((byte)Outcome).Text(Why).End();

    /// <summary>Reads it.</summary>
    public static FileMove Read(ref FrameReader reader) =>
        new(reader.Int64(), (FileOutcome)reader.Byte(), reader.Text());
}

/// <summary>The outcomes of wants.</summary>
public enum FileOutcome : byte
{
    /// <summary>The inputs are brought.</summary>
    Staged = 1,

    /// <summary>Nothing is to be brought: the directory of the home is shared.</summary>
    Shared,

    /// <summary>The inputs cannot be had, now or later: the attempt fails to start.</summary>
    Failed,

    /// <summary>The node has no room for them: the attempt goes elsewhere.</summary>
    NoRoom,

    /// <summary>The outputs are at home.</summary>
    Delivered,

    /// <summary>An output is not there, or the home does not take it.</summary>
    NotDelivered,
}
